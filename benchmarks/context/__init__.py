"""Ways of reading a follow-up, side by side."""
