"""Cards of kinds that a conversation reaches only now and then, in the shape that docs/http.md gives them."""

from __future__ import annotations

FORM = {
    "kind": "form",
    "id": "triage",
    "title": "How did the money go?",
    "text": "This helps me name the right place first.",
    "progress": {"question": 2, "of": 3},
    "quick_replies": [
        {"label": "Bank transfer", "payload": "Bank transfer"},
        {"label": "Card", "payload": "Card"},
        {"label": "Gift card", "payload": "Gift card"},
        {"label": "Not sure", "payload": "Not sure"},
    ],
}
EMERGENCY = {
    "kind": "emergency",
    "id": "money-going-now",
    "title": "Ring your bank now",
    "text": "Your bank may still be able to stop the payment. Ring before you do anything else.",
    "routes": [
        {
            "id": "bank-159",
            "name": "Ring your bank on 159",
            "purpose": "Reach your bank safely.",
            "reason": "Because the money went today.",
            "phone": "159",
            "phone_link": "tel:159",
            "cost": "The same as a call to a home phone.",
        },
        {
            "id": "report-fraud",
            "name": "Report Fraud",
            "purpose": "Report it after you have spoken to your bank.",
            "phone": "0300 123 2040",
            "phone_link": "tel:03001232040",
            "url": "https://www.reportfraud.police.uk/",
        },
    ],
    "comfort": "This happens to many people, and it is not your fault. Are you safe right now?",
    "avoid": ["Do not send any more money.", "Do not ring a number from the message."],
    "quick_replies": [{"label": "I am safe now", "payload": "/say_safe"}],
}
ROUTE = {
    "kind": "route",
    "id": "result",
    "title": "Where to report this",
    "text": "Start at the top.",
    "routes": [{**EMERGENCY["routes"][1], "reason": "Because money was lost in England."}],
    "sections": [
        {"title": "Have ready", "points": ["The date and the sum", "The name that was used"]},
        {"title": "What happens next", "points": ["You get a crime number."]},
    ],
    "made_up_field": {"future": True},
}
