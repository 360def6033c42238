"""A conversation as a whole: the topic in hand, what a short message means by it, and choosing among buttons."""
