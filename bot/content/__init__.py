"""Curated content: models, loading, checking and rendering. Knows no Rasa but in `importer`."""
