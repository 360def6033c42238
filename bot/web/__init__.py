"""The web channel: HTTP in, answer cards out. Nothing else in the project imports it."""
