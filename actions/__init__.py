"""Rasa actions: look reviewed advice up and hand it to the channel as an answer card."""
