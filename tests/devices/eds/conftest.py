"""A software token with the key of the made-up employee, made for each test anew."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.eds.simulator.lab import Lab, Signer
from tests.fakes.token_room import SoftToken, soft_tokens


@pytest.fixture
def tokens(tmp_path: Path) -> Iterator[Callable[..., SoftToken]]:
    with soft_tokens(tmp_path) as made:
        yield made


@pytest.fixture
def token(tokens: Callable[..., SoftToken], lab: Lab) -> SoftToken:
    made = tokens()
    pair = lab.pair(Signer.OPERATOR)
    made.put(pair.key, pair.der)
    return made
