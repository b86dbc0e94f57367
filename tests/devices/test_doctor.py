"""The hardware doctor: plain causes in both languages, right exit codes, nobody's data."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import ERROR_TEXTS
from app.ports.device_faults import PAPER_JAM
from app.ports.devices import (
    CardInserted,
    CodeGarbled,
    CodeScanned,
    DeviceState,
    DeviceStatus,
    DeviceTrouble,
    SignatureAwaited,
    Slot,
    StatusChanged,
)
from app.ports.slot_words import SLOT_TEXTS, STATE_TEXTS
from app.settings import Settings, save
from devices.__main__ import main
from devices.doctor import event_report, slot_lines, slot_report
from tests.fakes.device_rig import AT, CARDS
from tests.fakes.nca_room import Room

CAPTURE = pytest.CaptureFixture[str]


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    chosen = {"card": "simulated", "printer": "folder", "display": "laser"}
    save(Settings(devices=chosen, paper_folder=str(tmp_path / "papers")), file)
    return file


def run(capsys: CAPTURE, *words: str) -> tuple[int, str, str]:
    code = main(words)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_list_tells_every_slot(capsys: CAPTURE, settings: Path) -> None:
    code, out, err = run(capsys, "list", "--json", "--settings", str(settings))
    slots: dict[str, Any] = {entry["slot"]: entry for entry in json.loads(out)}
    assert (code, err) == (0, "")
    assert list(slots) == [slot.value for slot in Slot]
    assert slots["card"]["state"] == "ready"
    assert slots["card"]["simulated"] is True
    assert slots["printer"]["driver"] == "folder"
    assert slots["display"]["code"] == "device.unknown_driver"
    assert "laser" in slots["display"]["cause"]["kk"]
    assert slots["eds"]["code"] == "device.not_fitted"
    assert slots["eds"]["cause"]["kk"] != slots["eds"]["cause"]["ru"]
    assert slots["eds"]["next_step"]["ru"]
    for slot in ("printer", "tickets"):
        assert {d["name"]: d["available"] for d in slots[slot]["drivers"]} == {
            "folder": True,
            "receipt": True,
            "simulated": True,
            "system": True,
        }
    assert {d["name"] for d in slots["display"]["drivers"]} == {"pole", "simulated"}


def test_the_options_in_the_settings_reach_the_driver(capsys: CAPTURE, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    display = {"address": str(tmp_path / "no-port"), "protocol": "escpos"}
    save(Settings(devices={"display": "pole"}, device_options={"display": display}), file)
    words = ("probe", "display", "--json", "--settings", str(file))
    code, out, _err = run(capsys, *words)
    assert (code, json.loads(out)["code"]) == (1, "device.unplugged")
    save(Settings(devices={"display": "pole"}, device_options={"display": {"port": "x"}}), file)
    code, out, _err = run(capsys, *words)
    assert (code, json.loads(out)["code"]) == (1, "device.option_unknown")
    assert "address, baud, protocol, presence" in json.loads(out)["next_step"]["kk"]


def test_the_state_of_ncalayer_is_told(capsys: CAPTURE, tmp_path: Path, room: Room) -> None:
    file = tmp_path / "settings.toml"
    eds = {"root": str(room.lab.tls_root), "port": str(room.simulator.port)}
    save(Settings(devices={"eds": "ncalayer"}, device_options={"eds": eds}), file)
    words = ("probe", "eds", "--settings", str(file))
    code, out, _err = run(capsys, *words, "--json")
    report = json.loads(out)
    assert (code, report["state"], report["product"]) == (0, "ready", "NCALayer 1.4")
    assert "(eds, ncalayer, NCALayer 1.4): Готово" in run(capsys, *words)[1]
    room.say("product kaztoken")
    code, out, _err = run(capsys, *words, "--json")
    assert (code, json.loads(out)["code"]) == (1, "eds.other_product")
    assert "KAZTOKENdesktop" in json.loads(out)["cause"]["kk"]
    room.simulator.stop()
    code, out, _err = run(capsys, *words, "--json")
    assert (code, json.loads(out)["state"]) == (1, "absent")
    assert json.loads(out)["code"] == "eds.not_running"
    save(Settings(devices={"eds": "ncalayer"}), file)
    code, out, _err = run(capsys, *words, "--json")
    assert (code, json.loads(out)["code"]) == (1, "device.option_missing")


def test_list_for_people_speaks_both_languages(capsys: CAPTURE, settings: Path) -> None:
    _code, out, _err = run(capsys, "list", "--settings", str(settings))
    assert "Жеке куәлік оқу құрылғысы (card, simulated): Дайын" in out
    assert "Считыватель удостоверений личности (card, simulated): Готово" in out


def test_probe_answers_by_its_exit_code(capsys: CAPTURE, settings: Path, tmp_path: Path) -> None:
    code, out, _err = run(capsys, "probe", "printer", "--json", "--settings", str(settings))
    assert (code, json.loads(out)["state"]) == (0, "ready")
    (tmp_path / "papers").rmdir()
    (tmp_path / "papers").write_text("in the way")
    code, out, _err = run(capsys, "probe", "printer", "--json", "--settings", str(settings))
    assert (code, json.loads(out)["code"]) == (1, "printer.folder_failed")
    code, out, _err = run(capsys, "probe", "camera", "--settings", str(settings))
    assert code == 1
    assert "Қосылмаған" in out


@pytest.mark.parametrize(
    "words",
    [
        ("probe", "hologram"),
        ("probe",),
        (),
        ("dance",),
        ("list", "--settings", "/nowhere/settings.toml"),
        ("watch", "--seconds", "soon"),
    ],
)
def test_wrong_use_is_told_in_both_languages(capsys: CAPTURE, words: tuple[str, ...]) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 2


def test_a_broken_settings_file_is_warned_about(capsys: CAPTURE, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("desk =", encoding="utf-8")
    code, out, err = run(capsys, "probe", "card", "--json", "--settings", str(file))
    assert (code, json.loads(out)["state"]) == (0, "ready")
    assert "settings.toml.broken" in err


def test_watch_tells_a_line_an_event(capsys: CAPTURE, settings: Path) -> None:
    code, out, _err = run(capsys, "watch", "--json", "--seconds", "0", "--settings", str(settings))
    assert code == 0
    for line in out.splitlines():
        assert json.loads(line)["event"] == "status"


def test_help_is_bilingual(capsys: CAPTURE) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Құрылғыларды тексеру" in out
    assert "Проверка устройств" in out


@pytest.mark.requirement("R-225")
def test_events_are_told_without_the_person() -> None:
    facts = CARDS[0].facts
    assert facts is not None
    told = json.dumps(
        [
            event_report(CardInserted(facts, AT), AT.isoformat()),
            event_report(CodeScanned("IIN 870412399019", AT), AT.isoformat()),
            event_report(SignatureAwaited(50, AT), AT.isoformat()),
        ],
        ensure_ascii=False,
    )
    assert "Сынақов" not in told
    assert "000000901" not in told
    assert "870412399019" not in told
    assert '"characters": 16' in told
    assert '"documents": 50' in told


def test_events_carry_their_cause() -> None:
    garbled = event_report(CodeGarbled("scanner.half", AT), "now")
    assert (garbled["event"], garbled["slot"]) == ("code_garbled", "scanner")
    assert garbled["cause"]["ru"] == "Считана только часть кода."
    assert event_report(DeviceTrouble(PAPER_JAM), "now")["next_step"]["kk"]
    status = DeviceStatus(slot=Slot.PRINTER, state=DeviceState.FAULT, code=PAPER_JAM)
    report = event_report(StatusChanged(status), "now")
    assert (report["event"], report["state"]) == ("status", "fault")
    assert slot_lines(slot_report(status), "kk")[1].strip() == "Принтерде қағаз кептелді."


def test_every_slot_state_and_cause_has_words_in_both_languages() -> None:
    assert set(SLOT_TEXTS) == set(Slot)
    assert set(STATE_TEXTS) == set(DeviceState)
    names = ("driver", "library", "incident", "option", "allowed", "queue")
    names += ("port", "product", "file", "reason", "module", "kind")
    params = dict.fromkeys(names, "x")
    for code in ERROR_TEXTS:
        if code.split(".")[0] in ("device", "card", "printer", "scanner", "display", "eds"):
            status = DeviceStatus(slot=Slot.CARD, state=DeviceState.FAULT, code=code, params=params)
            report = slot_report(status)
            for part in ("cause", "next_step", "name", "state_text"):
                assert report[part]["kk"] != report[part]["ru"] or part == "name"
                assert not report[part]["kk"].isascii()
