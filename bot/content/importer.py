"""Rasa importer: add to the domain what follows from `content/`, so that editors touch content only."""

from __future__ import annotations

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter

from bot.content.loading import load_library
from bot.content.utterances import RETRIEVAL_INTENT
from bot.settings import Settings


class ContentImporter(RasaFileImporter):
    """Rasa's files, and from `content/`: an entity for each word list, a response for each answer."""

    def get_domain(self) -> Domain:
        """The domain file with what the content adds. Raises ContentError when content cannot be read."""
        domain = super().get_domain()
        if not self._domain_path:
            return domain
        library = load_library(Settings().content).require_clean()
        responses = {
            # The words themselves come from the answer card; Rasa wants a response for each retrieval intent.
            f"utter_{RETRIEVAL_INTENT}/{entry.id}": [{"text": entry.answer.title}]
            for entry in library.answers.values()
        }
        return domain.merge(Domain.from_dict({"entities": sorted(library.lexicon), "responses": responses}))
