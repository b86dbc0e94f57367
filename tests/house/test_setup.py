"""The set-up commands answer every lack with one line in both languages and a code of its own."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_SILENT_SCREEN = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


@pytest.fixture(autouse=True)
def _logs_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed installation keeps its log; that of a test goes with the test."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def _bash(tree: Any, script: str, *, cwd: Path | None = None, **env: str) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-uc", script],
        cwd=cwd or tree.root,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def _with_lib(tree: Any, script: str) -> tuple[int, str]:
    return _bash(tree, f". packaging/lib.sh\n{script}")


def _is_one_line_in_both_languages(said: str, code: int) -> bool:
    return re.fullmatch(rf"Tereze \[{code}\]: [^/\n]*[а-я].* / .*[а-я].*\n", said) is not None


def test_no_screen(tree: Any) -> None:
    code, said = _bash(tree, "packaging/run", **_SILENT_SCREEN)
    assert code == 15
    assert _is_one_line_in_both_languages(said, code)
    assert said.count("packaging/run --robot") == 2


def test_help_needs_no_screen(tree: Any) -> None:
    code, said = _bash(tree, "packaging/run --help", **_SILENT_SCREEN)
    assert code == 0
    assert "--robot" in said


@pytest.mark.parametrize(
    "command", ["packaging/run --robot no-such-road", "packaging/test no-such-step"]
)
def test_wrong_use(tree: Any, command: str) -> None:
    code, said = _bash(tree, command)
    assert code == 2
    assert said


def test_checkout_not_whole(tree: Any, tmp_path: Path) -> None:
    shutil.copytree(tree.root / "packaging", tmp_path / "packaging")
    code, said = _bash(tree, "packaging/test", cwd=tmp_path)
    assert code == 14
    assert _is_one_line_in_both_languages(said, code)
    assert said.count("pyproject.toml") == 2


def test_no_python(tree: Any) -> None:
    code, said = _with_lib(tree, "pythons=(no-such-python false); find_python")
    assert code == 10
    assert _is_one_line_in_both_languages(said, code)


def test_python_of_another_version(tree: Any, tmp_path: Path) -> None:
    other = tmp_path / "python3"
    other.write_text("#!/bin/sh\nexit 1\n")
    other.chmod(0o755)
    code, _ = _with_lib(tree, f"pythons=({other}); find_python")
    assert code == 10


def test_no_right_to_install(tree: Any) -> None:
    script = """
        base=true
        missing_packages() { echo libone1; echo libtwo2; }
        id() { echo 1000; }
        sudo() { return 1; }
        need_packages window
    """
    code, said = _with_lib(tree, script)
    assert code == 11
    assert _is_one_line_in_both_languages(said, code)
    assert "apt-get install libone1 libtwo2" in said


def test_no_apt(tree: Any) -> None:
    code, said = _with_lib(
        tree, "missing_packages() { echo libone1; }; PATH=; need_packages window"
    )
    assert code == 16
    assert _is_one_line_in_both_languages(said, code)
    assert "libone1" in said


def test_missing_libraries_are_named_by_package(tree: Any) -> None:
    script = (
        "base=true; window_libraries=(libc.so.6=libc6 libno.so.1=libno1); missing_packages window"
    )
    assert _with_lib(tree, script) == (0, "libno1\n")


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        ("window", ""),
        ("robot", "one\n"),
        ("readers", "four\nfive\npython3-dev\n"),
        ("gate", "one\ntwo\nfour\nseven\nthree\nfive\npython3-dev\n"),
    ],
)
def test_each_command_asks_for_no_more_than_it_needs(tree: Any, kind: str, lacking: str) -> None:
    script = f"""
        base=true
        window_libraries=(libc.so.6=libc6)
        robot_commands=(no-such-command=one bash=bash)
        gate_commands=(no-other-command=two)
        gate_files=('/no/such/*/file=three' '/bin/ba*=bash')
        reader_commands=(no-third-command=four)
        reader_files=('/no/such/header.h=five')
        namespace_commands=(no-fourth-command=seven)
        has_headers() {{ return 1; }}
        missing_packages {kind}
    """
    assert _with_lib(tree, script) == (0, lacking)


def test_the_gate_brings_the_server_of_a_branch(tree: Any) -> None:
    script = 'printf "%s\\n" "${gate_files[@]}"'
    code, told = _with_lib(tree, script)
    assert (code, told.splitlines()) == (
        0,
        [
            "/usr/lib/postgresql/*/bin/postgres=postgresql",
            "/usr/lib/*/engines-3/gost.so=libengine-gost-openssl",
            "/usr/lib/*/opensc-pkcs11.so=opensc",
        ],
    )


@pytest.mark.parametrize("code", [0, 100])
def test_no_database_of_the_machine_is_made(tree: Any, tmp_path: Path, code: int) -> None:
    script = f"""
        cluster_settings={tmp_path}/common/createcluster.d
        id() {{ echo 0; }}
        env() {{ cat "$cluster_settings"/*.conf >{tmp_path}/seen; return {code}; }}
        apt-get() {{ :; }}
        install_packages postgresql
    """
    assert _with_lib(tree, script)[0] == (17 if code else 0)
    assert (tmp_path / "seen").read_text() == "create_main_cluster = false\n"
    assert not (tmp_path / "common").exists()


@pytest.mark.parametrize(
    ("kind", "orders"),
    [("window", ["whole"]), ("readers", ["builder", "whole"]), ("gate", ["builder", "whole"])],
)
def test_what_builds_comes_before_what_is_built(
    tree: Any, tmp_path: Path, kind: str, orders: list[str]
) -> None:
    builder = "setuptools==84.2.1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
    whole = f"pyscard==2.3.1 \\\n    --hash=sha256:cc\n{builder}zxing-cpp==3.1.1\n"
    (tmp_path / "lock").write_text(whole)
    script = f"""
        base=true venv={tmp_path} python=record
        record() {{ [ "$2" != pip ] || {{ cat "${{@: -1}}"; echo --; }} >>{tmp_path}/orders; }}
        need_environment {tmp_path}/lock {kind}
    """
    assert _with_lib(tree, script)[0] == 0
    texts = {"builder": builder, "whole": whole}
    assert (tmp_path / "orders").read_text() == "".join(f"{texts[o]}--\n" for o in orders)


def test_folder_that_cannot_be_written(tree: Any) -> None:
    code, said = _with_lib(tree, "top=/nowhere; need_writable")
    assert code == 13
    assert _is_one_line_in_both_languages(said, code)


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("E: Unable to locate package libgl1", 12),
        ("Could not resolve 'mirror'", 12),
        ("WARNING: Retrying (Retry(total=1)) after connection broken by NewConnectionError", 12),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left", 18),
        ("OSError: [Errno 13] Permission denied: 'site-packages'", 13),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", 17),
        ("something else", 17),
    ],
)
def test_causes_of_a_failed_installation(
    tree: Any, tmp_path: Path, log: str, expected: int
) -> None:
    file = tmp_path / "log"
    file.write_text(log)
    code, said = _with_lib(tree, f"judge_log {file}")
    assert code == expected
    assert _is_one_line_in_both_languages(said, code)


def test_virtual_screen_that_does_not_start(tree: Any) -> None:
    code, said = _with_lib(tree, "Xvfb() { return 1; }; start_screen")
    assert code == 19
    assert _is_one_line_in_both_languages(said, code)


def test_virtual_screen_ends_with_the_script(tree: Any) -> None:
    code, said = _with_lib(tree, 'start_screen; echo "$DISPLAY $screen_pid $scratch"')
    number, process, scratch = said.split()
    assert code == 0
    assert re.fullmatch(r":\d+", number)
    assert not Path("/proc", process).exists()
    assert not Path(scratch).exists()


def test_every_code_is_told(tree: Any) -> None:
    scripts = [
        tree.root / "packaging" / name for name in ("lib.sh", "run", "test", "lock", "readers")
    ]
    used = {code for path in scripts for code in re.findall(r"\bfail (\d\d)\b", path.read_text())}
    told = re.findall(
        r"^\| (\d\d) \|", (tree.root / "packaging/README.md").read_text(), re.MULTILINE
    )
    assert used == set(told)
    assert len(told) == len(set(told))


def test_the_integration_runs_the_gate_and_nothing_else(tree: Any) -> None:
    lines = (tree.root / ".ci/run").read_text().splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert len(commands) == 1
    assert commands[0].endswith('/packaging/test"')
