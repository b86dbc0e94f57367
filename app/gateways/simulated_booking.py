"""The simulated booking system: bookings of a day and digital tickets, from resources/practice."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import msgspec

from app.domain.language import Lang
from app.domain.visit import Purpose
from app.gateways.simulated import Behaviour, SimulatedGateway
from app.ports.gateways import Answer, AnswerKind, Request
from resources import path

BOOKING = "booking"


class _Row(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    code: str
    at: time
    purpose: Purpose
    language: Lang


class _Booked(_Row, frozen=True, kw_only=True):
    channel: str
    phone_masked: str = ""


class _Ticket(_Row, frozen=True, kw_only=True):
    days_before: int = 0
    branch: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    booking: list[_Booked]
    ticket: list[_Ticket]


@lru_cache(maxsize=1)
def _file() -> _File:
    return msgspec.toml.decode(path("practice", "bookings.toml").read_bytes(), type=_File)


class SimulatedBooking(SimulatedGateway):
    """Answers ``bookings`` with those of the day, and ``ticket`` with a digital ticket by its code."""

    def __init__(self) -> None:
        super().__init__(BOOKING, Behaviour(AnswerKind.FOUND))

    def ask(self, request: Request, now: datetime) -> Answer | datetime:
        """As the gateway's, with what the system holds about the question."""
        answer = super().ask(request, now)
        if isinstance(answer, datetime) or answer.kind is not AnswerKind.FOUND or answer.facts:
            return answer
        if request.what == "bookings":
            day = date.fromisoformat(request.params["day"])
            return replace(answer, facts={"bookings": _bookings(day, now)})
        told = _ticket(request.params["code"], request.params["branch"], now)
        if not told:
            return replace(answer, kind=AnswerKind.NOT_FOUND)
        return replace(answer, facts={"ticket": told})


def _bookings(day: date, now: datetime) -> str:
    rows = [
        {
            "code": row.code,
            "purpose": row.purpose.value,
            "language": row.language.value,
            "channel": row.channel,
            "phone_masked": row.phone_masked,
            "slot_at": datetime.combine(day, row.at, now.tzinfo).isoformat(),
        }
        for row in _file().booking
    ]
    return json.dumps(rows, ensure_ascii=False)


def _ticket(code: str, branch: str, now: datetime) -> str:
    row = next((one for one in _file().ticket if one.code == code), None)
    if row is None:
        return ""
    day = now.date() - timedelta(days=row.days_before)
    told = {
        "code": row.code,
        "purpose": row.purpose.value,
        "language": row.language.value,
        "issued_at": datetime.combine(day, row.at, now.tzinfo).isoformat(),
        "branch": row.branch or branch,
    }
    return json.dumps(told)
