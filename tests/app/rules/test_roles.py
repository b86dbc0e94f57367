"""Who may say which word: the table of roles of the register, word by word."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from app.catalogue.practice import practice
from app.domain.branch import Operator, Role
from app.rules.roles import (
    OF_THE_APPLICANT,
    OF_THE_DESK,
    ROLE_MISSING,
    may_say,
    role_for,
    roles_for,
)
from app.rules.words import both
from app.usecases.registry import words

PEOPLE = practice()
PRACTICE = PEOPLE.branch()
LIVE = replace(PRACTICE, practice=False)
TODAY = date(2026, 3, 6)

OPR, ISS, HND, CNS, VID, APC, SUP, BRM = (
    Role.OPR, Role.ISS, Role.HND, Role.CNS, Role.VID, Role.APC, Role.SUP, Role.BRM
)  # fmt: skip
CALLERS = {OPR, ISS, CNS, VID, APC, SUP}
IDENTIFY = {OPR, ISS, VID, APC, SUP}
INTAKE = {OPR, VID}
SCANS = {HND, SUP}
SECTOR = {ISS, HND, SUP}
ISSUE = {ISS, SUP}

# The rows of the register (section e): an action, its words, the roles that hold it.
TABLE: Mapping[str, tuple[set[Role], str]] = {
    "Call tickets, transfer": (
        CALLERS,
        "take_ticket reprint_ticket check_in fetch_bookings call recall undo_call arrive "
        "mark_inaccurate park transfer return_to_line finish_visit choose_display_language "
        "begin_ordinary end_ordinary",
    ),
    "A desk of one's own": (
        CALLERS | {HND, BRM},
        "open_desk pause_desk resume_desk close_desk print_blank_journal",
    ),
    "Declare ordinary queue": (
        {SUP, BRM},
        "release_desk end_ticket carry_over decide_tail close_line declare_failure confirm_failure "
        "end_failure enter_arrival settle_line close_failure",
    ),
    "Identify persons": (
        IDENTIFY,
        "identify ask_digital_document represent act_for_self check_revocation "
        "start_webcam stop_webcam allow_face_check",
    ),
    "Checks before the doors open": (
        {SUP, BRM},
        "check_camera_sign print_camera_sign confirm_opening",
    ),
    "Obtain consents, query systems": (
        INTAKE,
        "choose_participant_language give_consent request_consent refuse_consent withdraw_consent "
        "insist request_data",
    ),
    "Intake, checklist, payment check": (
        INTAKE,
        "choose_service choose_language fill_form form_application present mark_absent "
        "mark_not_applicable return_original note_doubt note_difference finish_check confirm_text "
        "pay register postpone resume abandon withdraw send acknowledge_notice",
    ),
    "Sign with official EDS": (INTAKE, "sign certify_copy"),
    "Refuse intake": (INTAKE, "refuse_intake acknowledge_refusal"),
    "Seal packages, registers, scans 1 and 2": (
        SCANS,
        "pack seal hand_over take_back receive_result record_provider_registration",
    ),
    "Scan 3, discrepancies": (SECTOR, "to_issuing_sector record_discrepancy"),
    "Scan runs, count of a cell": (
        SECTOR,
        "open_run scan_in_run merge_scans acknowledge_scan undo_scan turn_line close_count relabel",
    ),
    "Supervisor's own": ({SUP}, "reopen close_discrepancy"),
    "Letters that fit no case": ({SUP, BRM}, "settle_letter"),
    "Issue results, scan 4": (ISSUE, "issue deliver_electronically note_not_ready"),
    "Return unclaimed (MONTH)": (SECTOR, "return_unclaimed"),
    "Decide on HELD_YEAR_EXPIRED": ({BRM}, "decide_held"),
    "Consult, memo": (CALLERS, "consult make_memo"),
    "Print on request": ({OPR, VID, ISS, HND, CNS, SUP}, "request_paper"),
}
NEVER_IN_THE_SANDBOX = {
    "sign",
    "certify_copy",
    "reopen",
    "close_discrepancy",
    "return_unclaimed",
    "decide_held",
}
GRANTED = {word: roles for roles, said in TABLE.values() for word in said.split()}


def who(role: Role, **other: object) -> Operator:
    plain = PEOPLE.operators["operator"]
    return replace(plain, roles=frozenset({role}), **other)


@pytest.mark.requirement("R-190", "R-229")
def test_every_word_stands_in_the_table_and_none_twice() -> None:
    said = [word for _, some in TABLE.values() for word in some.split()]
    assert sorted(said) == sorted(set(said))
    assert set(words()) == set(said) | OF_THE_DESK | OF_THE_APPLICANT


@pytest.mark.requirement("R-145", "R-150", "R-173", "R-174", "R-229")
@pytest.mark.parametrize("word", sorted(GRANTED))
def test_each_word_belongs_to_its_roles_and_to_no_other(word: str) -> None:
    for role in Role:
        allowed = role in GRANTED[word]
        assert (role_for(word, who(role), LIVE) is role) is allowed, role
        assert (may_say(word, who(role), LIVE, TODAY) == ()) is allowed, role


@pytest.mark.requirement("R-229")
def test_who_may_is_told_in_words_and_not_in_codes() -> None:
    (finding,) = may_say("declare_failure", who(Role.OPR), LIVE, TODAY)
    told = both(ROLE_MISSING.message, finding.params)
    assert told.kk == "Бұл қадамды орындайтындар: супервайзер, бөлім басшысы."
    assert told.ru == "Этот шаг делают: супервайзер, руководитель отдела."


@pytest.mark.requirement("R-221", "R-227")
@pytest.mark.parametrize("word", sorted(GRANTED))
def test_trainers_and_trainees_act_in_practice_only(word: str) -> None:
    for role in (Role.TRN, Role.TRE):
        assert role not in roles_for(word, practice=False)
        assert (role in roles_for(word, practice=True)) is (word not in NEVER_IN_THE_SANDBOX)


@pytest.mark.requirement("R-190")
def test_no_role_rates_and_none_refuses_a_service() -> None:
    for role in Role:
        assert role_for("rate", who(role), LIVE) is None
    assert not [word for word in words() if "refuse_service" in word or "provider_refus" in word]


@pytest.mark.requirement("R-227")
def test_live_work_needs_a_vetting_record_of_today() -> None:
    ended = who(OPR, vetted_until=date(2026, 3, 5))
    assert [f.rule for f in may_say("present", ended, LIVE, TODAY)] == ["roles.not_vetted"]
    assert may_say("present", ended, PRACTICE, TODAY) == ()
    assert may_say("present", who(OPR, vetted_until=TODAY), LIVE, TODAY) == ()
    assert may_say("present", who(OPR, vetted_until=None), LIVE, TODAY)


@pytest.mark.requirement("R-229")
def test_each_act_gets_its_own_stamp() -> None:
    alone = PEOPLE.operators["small_branch"]
    assert [role_for(word, alone, PRACTICE) for word in ("present", "seal", "issue")] == [
        OPR, HND, ISS
    ]  # fmt: skip
    assert role_for("reopen", alone, PRACTICE) is None
    (said,) = may_say("reopen", alone, PRACTICE, TODAY)
    assert said.params == {"roles_kk": "супервайзер", "roles_ru": "супервайзер"}
