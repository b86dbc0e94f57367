"""Recordings of surveillance are no part of the workstation: no command takes a file at all (R-086)."""

from dataclasses import fields
from typing import get_type_hints

import pytest

from app.usecases.registry import word, words

_FILES = ("bytes", "bytearray", "memoryview", "Path", "BinaryIO", "Picture", "Seen")
_NAMES = ("attach", "video", "recording", "footage", "mp4", "picture", "photo", "image_file")


@pytest.mark.requirement("R-086", "R-085")
def test_no_command_takes_a_video_or_any_other_file() -> None:
    found = []
    for name in words():
        command = word(name).command
        hints = get_type_hints(command)
        for field in fields(command):
            told = str(hints[field.name])
            if any(kind in told for kind in _FILES) or any(part in field.name for part in _NAMES):
                found.append(f"{name}.{field.name}")
    assert found == []
