"""The settings choose the way to providers; what cannot be used keeps everything here and says why."""

from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from app.errors import Unavailable
from app.gateways.exchange.chosen import chosen_provider
from app.gateways.exchange.practice_office import make_folders
from app.gateways.exchange.provider import ExchangeProvider
from app.ports.exchange import Mailbox
from app.settings import ExchangeSettings, ExchangeWay, Settings
from tests.app.gateways.test_exchange_container import NOW, message


def test_at_first_nothing_leaves_the_practice_desk() -> None:
    assert chosen_provider(Settings().exchange) is None


@pytest.mark.requirement("R-156")
def test_a_folder_of_the_settings_takes_messages(tmp_path: Path) -> None:
    make_folders(tmp_path)
    told = f'[exchange]\nway = "folder"\nfolder = "{tmp_path}"\n'
    settings = msgspec.toml.decode(told, type=Settings).exchange
    provider = chosen_provider(settings)
    assert isinstance(provider, ExchangeProvider) and isinstance(provider, Mailbox)
    provider.ask(message(b"CMS"), NOW)
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["m-1.asice"]


@pytest.mark.requirement("R-235")
@pytest.mark.parametrize(
    ("settings", "field"),
    [
        (ExchangeSettings(way=ExchangeWay.FOLDER, folder="relative"), "folder"),
        (ExchangeSettings(way=ExchangeWay.HTTPS, url="http://x"), "url"),
        (ExchangeSettings(way=ExchangeWay.HTTPS, url="https://x", ca="none"), "ca"),
    ],
)
def test_unusable_settings_keep_every_message_here(settings: ExchangeSettings, field: str) -> None:
    provider = chosen_provider(settings)
    assert provider is not None and not isinstance(provider, Mailbox)
    with pytest.raises(Unavailable) as error:
        provider.ask(message(b"CMS"), datetime.now().astimezone())
    assert (error.value.code, error.value.params["field"]) == ("exchange.settings", field)
