"""The webcam goes on and off (each in the log), and the visitor agrees to a comparison of faces.

No picture, no template and no score passes here: the core never sees one (R-070, R-085).
"""

from dataclasses import dataclass
from hashlib import sha256

from app.domain.webcam import CameraEnd, CameraPurpose, FaceCheck
from app.ports.storage import JournalEntry
from app.rules.webcam import COPY_START_RULES, FACE_CHECK_RULES, START_RULES, WebcamFacts
from app.usecases.checklist import row_of
from app.usecases.draft_facts import intake_facts
from app.usecases.outcome import Outcome
from app.usecases.queue.arrive import arrived
from app.usecases.situation import case_meant, note, visit_here
from app.usecases.transit import check
from app.usecases.visit_view import visit_view
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class StartWebcam:
    """Let the camera look (word ``start_webcam``): at the visitor, ``again`` where the identification
    was opened anew beside a case; or at the original of a ``row`` of the ``case``, whose copy the act
    provides for."""

    purpose: CameraPurpose = CameraPurpose.IDENTIFICATION
    again: bool = False
    case: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopWebcam:
    """Note that the camera looks no more (word ``stop_webcam``); ``visit`` is that of the start, for
    it may be over by now."""

    visit: str = ""
    end: CameraEnd = CameraEnd.PRESSED


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowFaceCheck:
    """The visitor agreed to the comparison of faces (word ``allow_face_check``); ``consent_sha256``
    is the hash of the text that was shown, both languages."""

    agreed: bool = False
    consent_sha256: str = ""
    again: bool = False


def consent_hash(face_check: FaceCheck) -> str:
    """The hash of the text that is shown to the visitor."""
    text = f"{face_check.rules_reference}\n{face_check.consent.kk}\n{face_check.consent.ru}"
    return sha256(text.encode()).hexdigest()


def handle_start_webcam(command: StartWebcam, work: Work) -> Outcome:
    """Leave to look, for this visit alone; a stopped attempt stands in the log too. Who is looked
    at stands at the desk, so the arrival is noted as by any other act."""
    if command.purpose is CameraPurpose.DOCUMENT_COPY:
        return _look_at_original(command, work)
    facts = _facts(work, again=command.again)
    check(START_RULES, facts)
    assert facts.visit is not None  # noqa: S101 - a rule has just proved it
    saved = facts.visit
    if saved.arrived_at is None:
        saved = work.store.visits.save(arrived(work, saved))
    told = {"purpose": command.purpose.value, "again": str(command.again).lower()}
    note(work, "start_webcam", facts=told)
    return Outcome(
        visit=visit_view(saved, work),
        changes=("queue", "visit"),
        facts={"webcam": saved.id, "purpose": command.purpose.value},
    )


def _look_at_original(command: StartWebcam, work: Work) -> Outcome:
    """Leave to photograph one original, under the very rules under which its copy is certified."""
    case = case_meant(work, command.case)
    row = row_of(work, case, command.row)
    row_id = row.id if row is not None else command.row
    visit = visit_here(work)
    check(COPY_START_RULES, intake_facts(work, case, row_id=row_id))
    assert visit is not None  # noqa: S101 - a rule has just proved it
    note(work, "start_webcam", case, facts={"purpose": command.purpose.value, "row": row_id})
    return Outcome(facts={"webcam": visit.id, "purpose": command.purpose.value})


def handle_stop_webcam(command: StopWebcam, work: Work) -> Outcome:
    """Never refused: the camera is dark already when this is said."""
    here = visit_here(work)
    work.store.journal.append(
        JournalEntry(
            at=work.now,
            actor=work.actor.id,
            role=work.role.value,
            desk=work.desk,
            verb="stop_webcam",
            visit_id=command.visit or (here.id if here is not None else ""),
            key=work.key,
            facts={"end": command.end.value},
        )
    )
    return Outcome()


def handle_allow_face_check(command: AllowFaceCheck, work: Work) -> Outcome:
    """One consent for one comparison; what came of it is neither asked nor kept."""
    face_check = work.branch.face_check
    asked = consent_hash(face_check) if face_check is not None else ""
    facts = _facts(
        work,
        again=command.again,
        agreed=command.agreed,
        consent_sha256=command.consent_sha256,
        asked_sha256=asked,
    )
    check(FACE_CHECK_RULES, facts)
    assert face_check is not None  # noqa: S101 - a rule has just proved it
    note(
        work,
        "allow_face_check",
        facts={"rules": face_check.rules_reference, "consent": command.consent_sha256},
    )
    return Outcome()


def _facts(work: Work, *, again: bool, **more: object) -> WebcamFacts:
    return WebcamFacts(
        now=work.now,
        branch=work.branch,
        operator=work.actor,
        role=work.role,
        calendar=work.calendar,
        visit=visit_here(work),
        again=again,
        **more,  # type: ignore[arg-type]
    )
