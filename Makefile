# Two commands do it all: `make run` and `make test`. Nothing needs to be installed by hand.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

BIN := .venv/bin

help: ## Say what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/.ready ## Install everything the project needs into .venv

.venv/.ready: pyproject.toml uv.lock script/setup
	@script/setup
	@touch $@

train: setup ## Train the assistant if anything it learns from changed
	@$(BIN)/cyberprotect train

run: train ## Serve the bot and its demo page on http://localhost:5005/
	@$(BIN)/cyberprotect serve

test: setup ## Run every check and every test
	@script/test

bench: train ## Print what a turn, training and start-up cost, and how well messages are understood beside other systems
	@$(BIN)/python -m benchmarks.turns.run
	@$(BIN)/python -m benchmarks.understanding.run

evaluate: train ## Score the safety lane, ask all held-out questions; fail when a figure fell below the committed baseline
	@$(BIN)/cyberprotect safety score
	@$(BIN)/cyberprotect evaluate conversations
	@$(BIN)/cyberprotect evaluate conversations --held-out
	@$(BIN)/cyberprotect evaluate --against reports/baseline.json

lint: setup ## Format and lint
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

clean: ## Remove what was built, but not the environment
	@rm -rf models .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: help setup train run test bench evaluate lint clean
