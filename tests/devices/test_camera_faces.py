"""The comparison of faces is an aid: one with one, three words, no score, and no model is part of us."""

import inspect
from pathlib import Path

import numpy as np
import pytest

from app.errors import DeviceFault
from app.lanes import InlineLane
from app.ports import camera as port
from app.ports.camera import Leave, Likeness, Picture
from app.ports.camera_faults import MODELS_BROKEN, NO_LEAVE
from devices.camera import faces
from devices.camera.faces import OpencvFaceComparer, comparer_of, verdict
from devices.camera.looking import picture_of
from devices.camera.verbs import DeskWebcam
from tests.fakes.face_comparer import FixedComparer, QuietCamera


@pytest.fixture
def picture() -> Picture:
    return picture_of(np.zeros((4, 4, 3), np.uint8))


@pytest.mark.requirement("R-070")
@pytest.mark.parametrize(
    ("cosine", "word"),
    [
        (0.9, Likeness.ALIKE),
        (0.363, Likeness.ALIKE),
        (0.362, Likeness.CANNOT_TELL),
        (0.212, Likeness.CANNOT_TELL),
        (0.211, Likeness.UNLIKE),
        (-1.0, Likeness.UNLIKE),
    ],
)
def test_a_score_becomes_one_of_three_words(cosine: float, word: Likeness) -> None:
    assert verdict(cosine) is word


@pytest.mark.requirement("R-070")
def test_without_both_models_there_is_no_comparison(tmp_path: Path) -> None:
    assert comparer_of("") is None
    assert comparer_of(str(tmp_path)) is None
    (tmp_path / "face_detection_yunet_2023mar.onnx").touch()
    assert comparer_of(str(tmp_path)) is None
    (tmp_path / "face_recognition_sface_2021dec.onnx").touch()
    assert isinstance(comparer_of(str(tmp_path)), OpencvFaceComparer)


@pytest.mark.parametrize("content", [b"", b"no model at all"])
def test_a_damaged_model_is_told(tmp_path: Path, picture: Picture, content: bytes) -> None:
    for name in ("face_detection_yunet_2023mar.onnx", "face_recognition_sface_2021dec.onnx"):
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DeviceFault) as caught:
        OpencvFaceComparer(tmp_path).compare(picture, picture)
    assert caught.value.code == MODELS_BROKEN


def test_a_model_that_went_away_is_told(tmp_path: Path, picture: Picture) -> None:
    with pytest.raises(DeviceFault) as caught:
        OpencvFaceComparer(tmp_path).compare(picture, picture)
    assert caught.value.code == MODELS_BROKEN


@pytest.mark.requirement("R-070")
def test_no_verb_searches_one_among_many() -> None:
    verbs = {
        name: inspect.signature(member)
        for kind in (port.FaceComparer, port.Webcam, port.Camera, OpencvFaceComparer, DeskWebcam)
        for name, member in inspect.getmembers(kind, inspect.isfunction)
        if not name.startswith("_")
    }
    assert set(verbs) == {"look", "rest", "read_photo", "compare", "open", "probe", "close"}
    pictures = [p.annotation for p in verbs["compare"].parameters.values() if p.name != "self"]
    assert pictures == [Picture, Picture]
    assert not any(word in inspect.getsource(faces) for word in ("tuple[Picture", "list[Picture"))


class TestWebcamOfADesk:
    def test_it_compares_where_somebody_can(self, picture: Picture) -> None:
        comparer = FixedComparer(Likeness.UNLIKE)
        webcam = DeskWebcam(QuietCamera(), InlineLane("pictures"), comparer)
        assert webcam.compares
        assert webcam.compare(picture, picture).result() is Likeness.UNLIKE

    def test_without_models_it_says_so(self, picture: Picture) -> None:
        webcam = DeskWebcam(QuietCamera(), InlineLane("pictures"))
        assert not webcam.compares
        error = webcam.compare(picture, picture).exception()
        assert isinstance(error, DeviceFault)
        assert error.code == MODELS_BROKEN

    @pytest.mark.requirement("R-085")
    def test_it_looks_with_leave_alone_and_lets_nothing_through_after_the_rest(self) -> None:
        camera, told = QuietCamera(), list[int]()
        webcam = DeskWebcam(camera, InlineLane("pictures"))
        error = webcam.look(Leave(visit_id=""), lambda seen: told.append(seen.number)).exception()
        assert isinstance(error, DeviceFault)
        assert error.code == NO_LEAVE
        webcam.look(Leave(visit_id="v-1"), lambda seen: told.append(seen.number)).result()
        camera.show(1)
        webcam.rest().result()
        camera.show(2)
        assert told == [1]
        assert camera.rested == 1
