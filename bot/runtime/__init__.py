"""Running the assistant: actions in the bot's own process, conversation stores, training, turns."""
