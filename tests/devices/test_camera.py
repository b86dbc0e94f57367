"""The webcam rests until it may look, shows what is there now, and comes back by itself after a loss."""

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.errors import DeviceFault
from app.ports.camera import Camera, Leave, Picture, Seen
from app.ports.camera_faults import NO_LEAVE, NO_PICTURE
from app.ports.device_faults import LIBRARY_MISSING, NO_ACCESS, TAKEN, UNPLUGGED
from app.ports.devices import CodeScanned, Slot
from app.ports.simulation import CameraScene
from devices.camera import fitted, opencv
from devices.camera.eye import Eye
from devices.camera.looking import Looking
from devices.hub import RETRY_SECONDS
from tests.fakes.camera_video import PATIENCE, CameraRig, HeldCamera, write_video
from tests.fakes.device_rig import AT

LEAVE = Leave(visit_id="v-1")
READY, GONE, HELD = ("ready", ""), ("absent", UNPLUGGED), ("fault", TAKEN)
Rigs = Callable[..., CameraRig]


@pytest.fixture
def rigs(tmp_path: Path) -> Iterator[Rigs]:
    made: list[CameraRig] = []

    def make(driver: str = "opencv", **options: str) -> CameraRig:
        made.append(CameraRig(tmp_path, driver, **options))
        return made[-1]

    yield make
    for rig in made:
        rig.close()


class CountedSource:
    """Gives one picture after another, as fast as anybody takes them."""

    def __init__(self) -> None:
        self.count = 0
        self.closed = False
        self._change = threading.Condition()

    def reached(self, count: int) -> bool:
        with self._change:
            return self._change.wait_for(lambda: self.count > count, PATIENCE)

    def read(self) -> Any:
        with self._change:
            self.count += 1
            self._change.notify_all()
            self._change.wait(0.002)
        return np.full((48, 64, 3), self.count % 200, np.uint8)

    def close(self) -> None:
        self.closed = True


def code_of(error: BaseException | None) -> str:
    assert isinstance(error, DeviceFault)
    return error.code


@pytest.mark.requirement("R-085")
class TestLeave:
    def test_an_opened_camera_stays_dark_until_it_may_look(
        self, rigs: Rigs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[object] = []
        monkeypatch.setattr(opencv, "capture", lambda device, _way: opened.append(device))
        rig = rigs(device=str(write_video(tmp_path)))
        rig.until_state(READY)
        rig.hub.retry(Slot.CAMERA)
        rig.again(60)
        assert opened == []
        assert rig.numbers == []

    def test_without_a_visit_there_is_no_leave(self, rigs: Rigs, tmp_path: Path) -> None:
        rig = rigs(device=str(write_video(tmp_path)))
        looking = rig.hub.look(Leave(visit_id=""), rig.take)
        assert code_of(looking.exception(10)) == NO_LEAVE
        assert rig.numbers == []

    def test_after_the_rest_no_picture_comes_and_none_is_left(
        self, rigs: Rigs, tmp_path: Path
    ) -> None:
        rig = rigs(device=str(write_video(tmp_path)))
        rig.hub.look(LEAVE, rig.take).result(10)
        rig.until_pictures()
        rig.hub.rest().result(10)
        seen = len(rig.numbers)
        rig.hub.rest().result(10)
        gc.collect()
        assert len(rig.numbers) == seen
        assert [one for one in gc.get_objects() if isinstance(one, Picture | Seen)] == []


class TestPictures:
    def test_a_picture_is_whole_and_says_when_it_was_taken(
        self, rigs: Rigs, tmp_path: Path
    ) -> None:
        rig = rigs(device=str(write_video(tmp_path)))
        seen: list[Seen] = []

        def keep(one: Seen) -> None:
            seen.append(one)
            rig.take(one)

        rig.hub.look(LEAVE, keep).result(10)
        rig.until_pictures()
        rig.hub.rest().result(10)
        first = seen[0]
        assert (first.picture.width, first.picture.height) == (640, 480)
        assert len(first.picture.pixels) == 640 * 480 * 3
        assert first.at == AT
        assert "pixels" not in repr(first)

    def test_only_the_newest_picture_waits(self) -> None:
        source, many, seen = CountedSource(), 25, list[int]()
        done = threading.Event()

        def dawdle(one: Seen) -> None:
            if not seen:
                # While this one is looked at, many more are taken.
                assert source.reached(many)
            seen.append(one.number)
            if len(seen) == 2:
                done.set()

        looking = Looking(
            source,
            Eye(),
            now=lambda: AT,
            listener=dawdle,
            code_seen=lambda _code: None,
            lost=lambda _fault: None,
            slot="camera",
        )
        assert done.wait(PATIENCE)
        looking.stop()
        assert seen[0] < many <= seen[1]
        assert source.closed

    @pytest.mark.parametrize(("turned", "size"), [("0", (640, 480)), ("90", (480, 640))])
    def test_a_camera_that_hangs_turned_is_put_upright(
        self, rigs: Rigs, tmp_path: Path, turned: str, size: tuple[int, int]
    ) -> None:
        rig = rigs(device=str(write_video(tmp_path)), turned=turned)
        sizes: list[tuple[int, int]] = []

        def measure(seen: Seen) -> None:
            sizes.append((seen.picture.width, seen.picture.height))
            rig.take(seen)

        rig.hub.look(LEAVE, measure).result(10)
        rig.until_pictures()
        assert set(sizes) == {size}

    def test_a_turn_of_180_rights_what_stands_on_its_head(self, rigs: Rigs) -> None:
        rig = rigs("simulated", turned="180")
        rig.camera.show(CameraScene.UPSIDE_DOWN)
        rig.hub.look(LEAVE, rig.take).result(10)
        rig.until_pictures(3)
        assert set(rig.hints) == {()}


class TestLosses:
    def test_one_that_is_not_there_is_found_when_it_comes(self, rigs: Rigs, tmp_path: Path) -> None:
        file = write_video(tmp_path)
        away = file.rename(tmp_path / "away.avi")
        rig = rigs(device=str(file))
        rig.until_state(GONE)
        assert code_of(rig.hub.look(LEAVE, rig.take).exception(10)) == UNPLUGGED
        away.rename(file)
        rig.again(RETRY_SECONDS)
        rig.until_state(READY)
        rig.until_pictures()

    def test_unplugged_in_the_middle_it_goes_on_by_itself(self, rigs: Rigs, tmp_path: Path) -> None:
        file = write_video(tmp_path)
        rig = rigs(device=str(file))
        rig.hub.look(LEAVE, rig.take).result(10)
        rig.until_pictures()
        away = file.rename(tmp_path / "away.avi")
        rig.until_state(GONE)
        away.rename(file)
        rig.again(RETRY_SECONDS)
        rig.until_state(READY)
        rig.until_pictures()

    def test_taken_by_another_program_until_that_lets_it_go(
        self, rigs: Rigs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        node = tmp_path / "video-node"
        node.touch()
        monkeypatch.setattr(opencv.stat, "S_ISREG", lambda _mode: False)
        held = HeldCamera(opens=False)
        monkeypatch.setattr(opencv, "capture", lambda _device, _way: held)
        rig = rigs(device=str(node))
        assert code_of(rig.hub.look(LEAVE, rig.take).exception(10)) == TAKEN
        assert held.released
        rig.until_state(HELD)
        rig.again(RETRY_SECONDS)
        rig.until_state(HELD)
        free = HeldCamera(pictures=1_000_000)
        monkeypatch.setattr(opencv, "capture", lambda _device, _way: free)
        rig.again(RETRY_SECONDS)
        rig.until_pictures()
        rig.until_state(READY)
        rig.hub.rest().result(10)
        assert free.released

    @pytest.mark.parametrize(("pictures", "code"), [(0, TAKEN), (3, NO_PICTURE)])
    def test_one_that_opens_and_gives_nothing(
        self,
        rigs: Rigs,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        pictures: int,
        code: str,
    ) -> None:
        node = tmp_path / "video-node"
        node.touch()
        monkeypatch.setattr(opencv.stat, "S_ISREG", lambda _mode: False)
        monkeypatch.setattr(opencv, "capture", lambda *_: HeldCamera(pictures=pictures))
        rig = rigs(device=str(node))
        rig.hub.look(LEAVE, rig.take).result(10)
        rig.until_state(("fault", code))
        rig.hub.rest().result(10)

    def test_without_the_right_to_use_it(
        self, rigs: Rigs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(opencv.os, "access", lambda *_: False)
        rig = rigs(device=str(write_video(tmp_path)))
        rig.until_state(("fault", NO_ACCESS))

    def test_without_the_library_it_says_which_part_is_missing(
        self, rigs: Rigs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fitted, "find_spec", lambda _name: None)
        rig = rigs(device=str(write_video(tmp_path)))
        rig.until_state(("absent", LIBRARY_MISSING))
        assert rig.hub.status(Slot.CAMERA).params["library"] == "opencv"

    def test_a_file_that_is_no_video(self, rigs: Rigs, tmp_path: Path) -> None:
        (tmp_path / "no.avi").write_bytes(b"no video")
        rig = rigs(device=str(tmp_path / "no.avi"))
        assert code_of(rig.hub.look(LEAVE, rig.take).exception(10)) == NO_PICTURE
        rig.hub.rest().result(10)

    def test_the_simulated_one_can_be_pulled_and_taken(self, rigs: Rigs) -> None:
        rig = rigs("simulated")
        rig.hub.look(LEAVE, rig.take).result(10)
        rig.until_pictures()
        rig.camera.plug.pull()
        rig.until_state(GONE)
        rig.camera.plug.put()
        rig.again(RETRY_SECONDS)
        rig.until_pictures()
        rig.camera.show(CameraScene.TAKEN)
        rig.until_state(HELD)
        rig.camera.show(CameraScene.WELL)
        rig.again(RETRY_SECONDS)
        rig.until_pictures()
        rig.until_state(READY)


class TestCodes:
    def test_a_code_before_the_camera_is_a_scan_like_any_other_and_once(
        self, rigs: Rigs, tmp_path: Path
    ) -> None:
        rig = rigs(device=str(write_video(tmp_path, code="T0214260171234557")))
        rig.hub.look(LEAVE, rig.take).result(10)
        rig.until(lambda: any(isinstance(one, CodeScanned) for one in rig.events))
        rig.until_pictures(20)
        rig.hub.rest().result(10)
        scans = [one for one in rig.events if isinstance(one, CodeScanned)]
        assert scans == [CodeScanned("T0214260171234557", AT)]

    def test_nothing_is_read_while_the_camera_rests(self, rigs: Rigs, tmp_path: Path) -> None:
        rig = rigs(device=str(write_video(tmp_path, code="T0214260171234557")))
        rig.until_state(READY)
        rig.again(60)
        assert [one for one in rig.events if isinstance(one, CodeScanned)] == []


@pytest.mark.parametrize(
    "options",
    [
        {"device": "64"},
        {"turned": "45"},
        {"width": "wide"},
        {"zoom": "2"},
    ],
)
def test_a_wrong_option_is_told(tmp_path: Path, options: dict[str, str]) -> None:
    with pytest.raises(DeviceFault):
        CameraRig(tmp_path, "opencv", **options)


def test_both_drivers_are_cameras(rigs: Rigs, tmp_path: Path) -> None:
    made: tuple[Any, ...] = (rigs("simulated").camera, rigs(device=str(tmp_path)).camera)
    assert all(isinstance(one, Camera) for one in made)
