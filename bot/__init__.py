"""Cyber Protect: the engine behind a police cyber unit's advice chatbot."""
