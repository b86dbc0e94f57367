"""The QR code on the window: what a phone reads from the very pixels that are painted."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer
from pytestqt.qtbot import QtBot

from ui.theme.center import Appearance, theme
from ui.theme.tokens import ThemeName
from ui.widgets.qr_picture import QrPicture


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("name", [ThemeName.LIGHT, ThemeName.DARK])
def test_a_phone_reads_the_painted_code_in_every_theme(qtbot: QtBot, name: ThemeName) -> None:
    theme().apply(Appearance(theme=name))
    picture = QrPicture()
    qtbot.addWidget(picture)
    picture.show_code("Q0099123456789012", "Код талона A3001")
    picture.resize(picture.sizeHint())
    picture.show()
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.ReadWrite)
    picture.grab().save(kept, "PNG")
    seen = zxingcpp.read_barcodes(Image.open(BytesIO(bytes(kept.data().data()))).convert("L"))
    assert [code.text for code in seen] == ["Q0099123456789012"]
    assert picture.accessibleName() == "Код талона A3001"


def test_without_a_code_there_is_no_picture(qtbot: QtBot) -> None:
    picture = QrPicture()
    qtbot.addWidget(picture)
    picture.show_code("", "")
    assert picture.sizeHint().isEmpty()
    assert picture.isHidden()
