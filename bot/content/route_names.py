"""The names by which people ask for a route, as one more word list beside those of `content/lexicon/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.content.models import LexiconEntry, LexiconFile, Route

ROUTE_ENTITY = "route"
_ARTICLE = re.compile(r"^(the|a|an|your) ", re.IGNORECASE)


def route_names(routes: Mapping[str, Route], lexicon: Iterable[LexiconFile]) -> LexiconFile | None:
    """One entry a shown route: what sentences call it, its other and its old names. None without routes.

    A name that another word list or an earlier route already has stays theirs.
    """
    taken = {word.lower() for file in lexicon for entry in file.entries for word in entry.words}
    entries = []
    for route in (route for route in routes.values() if route.shown):
        words = []
        for name in (*route.also_called, *route.formerly, _ARTICLE.sub("", route.say)):
            if name.lower() not in taken:
                taken.add(name.lower())
                words.append(name)
        entries.append(LexiconEntry(id=route.id, name=route.name, words=words, patterns=[]))
    return (
        LexiconFile(entity=ROUTE_ENTITY, about="Names of routes, from the register.", entries=entries)
        if entries
        else None
    )
