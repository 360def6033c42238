"""The safety lane: read every message for danger before anything else may answer it."""
