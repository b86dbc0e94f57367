"""Reads finished papers as a person would: their words, and their codes through two readers."""

import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from tests.app.papers.sample_pages import plain


@pytest.fixture(scope="session")
def words_of() -> Callable[[bytes], str]:
    """The words of a PDF in the order in which they were set."""

    @cache
    def read(pdf: bytes) -> str:
        command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
        return plain(
            subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
        )

    return read


@pytest.fixture
def codes_of(tmp_path: Path) -> Callable[[bytes], tuple[set[str], set[str]]]:
    """The codes on the first page at 200 dpi, as zxing-cpp and as zbar read them."""

    def read(pdf: bytes) -> tuple[set[str], set[str]]:
        command = [
            "pdftoppm",
            "-r",
            "200",
            "-gray",
            "-f",
            "1",
            "-l",
            "1",
            "-",
            str(tmp_path / "page"),
        ]
        subprocess.run(command, input=pdf, check=True)
        (page,) = tmp_path.glob("page*.pgm")
        with Image.open(page) as image:
            found = {code.text for code in zxingcpp.read_barcodes(image)}
        zbar = subprocess.run(
            ["zbarimg", "--quiet", "--raw", str(page)], capture_output=True, check=True
        )
        return found, set(zbar.stdout.decode().split("\n")) - {""}

    return read
