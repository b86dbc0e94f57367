"""How a door looks into a store: a place without a workplace, for reading alone."""

import getpass
from pathlib import Path

from app.catalogue.calendar import shipped_calendar
from app.catalogue.services import load_catalogue
from app.desk.place import DeskPlace
from app.desk.system import SystemIds
from app.domain.branch import Branch, Operator, Role
from app.domain.language import Bilingual
from app.domain.person import PersonName
from app.gateways.cms_verifier import CmsVerifier
from app.gateways.practice_key import PracticeKeys
from app.ports.clock import Clock
from app.ports.storage import Store

DESK = "0"
"""The journal's chain of the doors: no workplace has that number."""


def reader() -> Operator:
    """Whoever reads through a door: every role, so that every verb is told; nothing is done."""
    return Operator(
        id=f"door:{getpass.getuser()}",
        name=PersonName(getpass.getuser(), "", ""),
        position=Bilingual("", ""),
        roles=frozenset(Role),
    )


def reading_place(store: Store, branch: Branch, clock: Clock) -> DeskPlace:
    """Where the door stands: at that branch, with nothing to sign and nobody to ask."""
    return DeskPlace(
        branch=branch,
        desk=DESK,
        operator=reader(),
        store=store,
        clock=clock,
        ids=SystemIds(),
        services=load_catalogue(practice=True, on=clock.now().date()),
        calendar=shipped_calendar(),
        signing_key=PracticeKeys(Path(), clock.now),
        verifier=CmsVerifier(tuple),
        gateways={},
    )
