"""What the tests of NCALayer share: one set of made-up certificates, a simulator for each test."""

from collections.abc import Iterator

import pytest

from devices.eds.simulator.lab import Lab
from tests.fakes.device_rig import AT
from tests.fakes.nca_room import Room, opened_room


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """Certificates of the day of the tests; making keys takes a while."""
    return Lab(tmp_path_factory.mktemp("lab"), AT)


@pytest.fixture
def room(lab: Lab) -> Iterator[Room]:
    """A running simulator."""
    with opened_room(lab) as opened:
        yield opened
