"""Who acts at a kiosk: the thing itself, so that no employee is written down for what a visitor did."""

from app.domain.branch import Operator, Role
from app.domain.person import PersonName
from app.wording import both
from i18n import N_

KIOSK = "kiosk"
"""The actor that the journal names."""


def self_service() -> Operator:
    """The seat of a kiosk: it may give tickets and take codes, as a reception may, and no more that
    touches a case."""
    words = both(N_("Ticket kiosk"))
    return Operator(
        id=KIOSK,
        name=PersonName(surname=words.kk),
        name_ru=PersonName(surname=words.ru),
        position=words,
        roles=frozenset({Role.CNS}),
    )
