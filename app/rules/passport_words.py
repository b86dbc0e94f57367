"""The words of a passport's closed lists in both languages: channels, carriers, units, statuses."""

from enum import StrEnum

from app.domain.language import Bilingual
from app.domain.passport import (
    Carrier,
    Channel,
    DocumentMode,
    Grade,
    PassportStatus,
    ResultKind,
    Retention,
    ServiceForm,
    ServiceKind,
    TermRole,
    TermUnit,
)
from i18n import N_, text

WORDS: tuple[tuple[StrEnum, str], ...] = (
    (PassportStatus.DRAFT, N_("passport: draft")),
    (PassportStatus.PRACTICE, N_("passport: for training")),
    (PassportStatus.PUBLISHED, N_("passport: published")),
    (ServiceKind.PUBLIC_SERVICE, N_("public service")),
    (ServiceKind.TECHNICAL_CONDITIONS, N_("technical conditions for connection to networks")),
    (ServiceKind.QUASI_PUBLIC, N_("service of a quasi-public entity")),
    (Channel.PROVIDER, N_("way: through the provider")),
    (Channel.CORPORATION, N_("way: through the Corporation")),
    (Channel.CORPORATION_VIDEO, N_("way: through the Corporation by video call")),
    (Channel.PORTAL, N_("way: through the e-government portal")),
    (Channel.LANDLINE, N_("way: by a landline subscriber device")),
    (Channel.MOBILE, N_("way: by a mobile subscriber device")),
    (Channel.OTHER, N_("way: through other information objects")),
    (Carrier.PAPER, N_("carrier: on paper")),
    (Carrier.ELECTRONIC, N_("carrier: electronic")),
    (ServiceForm.FULLY_AUTOMATED, N_("form: electronic, fully automated")),
    (ServiceForm.PARTLY_AUTOMATED, N_("form: electronic, partly automated")),
    (ServiceForm.ELECTRONIC, N_("form: electronic")),
    (ServiceForm.PAPER, N_("form: paper")),
    (ServiceForm.ONE_APPLICATION, N_("form: by the «one application» principle")),
    (ServiceForm.PROACTIVE, N_("form: proactive")),
    (TermUnit.WORKING_DAYS, N_("unit: working days")),
    (TermUnit.CALENDAR_DAYS, N_("unit: calendar days")),
    (TermUnit.MONTHS, N_("unit: months")),
    (TermUnit.HOURS, N_("unit: hours")),
    (TermUnit.MINUTES, N_("unit: minutes")),
    (TermRole.SERVICE, N_("term: of the service")),
    (TermRole.NOTICE, N_("term: of a notice")),
    (TermRole.COMPLETION, N_("term: to complete the package")),
    (TermRole.EXTENSION, N_("term: extension")),
    (TermRole.FORMER, N_("term: former")),
    (Retention.MONTH, N_("storage: one month, then back to the provider")),
    (Retention.YEAR_ID, N_("storage: one year")),
    (Retention.SOCIAL, N_("storage: not returned as unclaimed")),
    (ResultKind.DOCUMENT, N_("result: document")),
    (ResultKind.ELECTRONIC_DOCUMENT, N_("result: electronic document")),
    (ResultKind.INFORMATION, N_("result: information from a system")),
    (ResultKind.REASONED_REFUSAL, N_("result: reasoned refusal of the provider")),
    (DocumentMode.APPLICATION, N_("document: application")),
    (DocumentMode.IDENTIFICATION, N_("document: shown for identification")),
    (DocumentMode.ORIGINAL_FOR_COMPARISON, N_("document: original compared and given back")),
    (DocumentMode.ORIGINAL_RETAINED, N_("document: original handed in")),
    (DocumentMode.ORIGINAL_RETAINED_OR_SHOWN, N_("document: original shown or handed in")),
    (DocumentMode.COPY_RETAINED, N_("document: copy kept")),
    (DocumentMode.PAYMENT_PROOF, N_("document: proof of payment")),
    (DocumentMode.STATE_HELD, N_("document: held by the state, not demanded")),
    (DocumentMode.DIGITAL, N_("document: digital document")),
    (Grade.LAW, N_("source: law or Rules")),
    (Grade.OFFICIAL, N_("source: official page or act")),
    (Grade.PRESS, N_("source: press")),
    (Grade.TESTED, N_("source: tested")),
    (Grade.ANALYST, N_("source: inferred, to be confirmed")),
    (Grade.PRACTICE, N_("source: invented for training")),
    (Grade.NONE, N_("source: unknown")),
)
"""English message ids; the prefix keeps equal English words apart. Pairs and no mapping: members of
different lists with the same value are equal keys."""

_BY_TYPE = {(type(member), member): message for member, message in WORDS}


def word_of(member: StrEnum) -> Bilingual:
    """The word of a member in both languages. Raises ``KeyError`` for another list."""
    message = _BY_TYPE[(type(member), member)]
    return Bilingual(kk=text("kk", message), ru=text("ru", message))
