"""The safety cards of the real content: for every reader a number first, and only routes that serve them."""

from __future__ import annotations

import itertools
import json

import pytest
from pydantic import ValidationError

from bot.content.cards import Reader, emergency_card, reminder_card
from bot.content.loading import Library
from bot.content.models import Nation
from bot.content.safety_models import Lane, LaneId

READERS = [
    Reader(audience=audience, place=place)
    for audience, place in itertools.product(
        (None, "child", "parent", "individual", "organisation"), (None, "surrey", *(nation.value for nation in Nation))
    )
]


@pytest.mark.parametrize("lane", LaneId)
def test_every_reader_gets_a_number_first_and_only_routes_of_their_nation(library: Library, lane: LaneId):
    for reader in READERS:
        card = emergency_card(library, [lane], reader)
        assert card.kind == "emergency"
        assert card.routes[0].phone
        assert card.routes[0].phone in card.text or card.routes[0].name in card.text
        assert all(reader.nation in library.routes[route.id].nations for route in card.routes)
        assert card.provenance
        assert card.sources


@pytest.mark.parametrize("lane", LaneId)
def test_the_same_danger_again_never_gives_the_same_block_twice_running(library: Library, lane: LaneId):
    first = emergency_card(library, [lane], Reader())
    again = [reminder_card(library, lane, times, Reader()) for times in (1, 2, 3)]
    texts = [card.text for card in (first, *again)]
    assert all(one != other for one, other in itertools.pairwise(texts))
    assert all(card.routes for card in again)


def test_the_most_urgent_danger_is_shown_and_the_others_are_buttons(library: Library):
    card = emergency_card(library, [LaneId.SUICIDE_SELF_HARM, LaneId.CHILD_SEXTORTION], Reader(audience="child"))
    assert card.id == "suicide_self_harm"
    assert '/show_lane{"lane": "child_sextortion"}' in [button.payload for button in card.quick_replies]


def test_a_child_is_sent_to_childline_and_a_scot_not_to_report_fraud(library: Library):
    child = emergency_card(library, [LaneId.CHILD_SEXTORTION], Reader(audience="child"))
    scot = emergency_card(library, [LaneId.ACTIVE_FRAUD_NOW], Reader(place="scotland"))
    assert "childline" in [route.id for route in child.routes[:2]]
    assert "report-fraud" not in [route.id for route in scot.routes]
    assert "police-scotland" in [route.id for route in scot.routes]


def test_words_for_a_nation_may_not_hide_the_words_for_a_child(library: Library):
    data = json.loads(library.lanes[LaneId.CHILD_SEXTORTION].json())
    plain = next(reply for reply in data["replies"] if not reply["person"] and not reply["nation"])
    scotland, child = {**plain, "nation": "scotland"}, {**plain, "person": "child"}
    with pytest.raises(ValidationError, match="hide those for 'child'"):
        Lane.parse_obj({**data, "replies": [plain, child, scotland]})
    assert Lane.parse_obj({**data, "replies": [plain, child, scotland, {**child, "nation": "scotland"}]})
