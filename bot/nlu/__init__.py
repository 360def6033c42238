"""Understanding: Rasa graph components, one a file, and the plain modules they share."""
