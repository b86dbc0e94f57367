"""The way to providers that the settings name."""

from pathlib import Path

from app.errors import Unavailable
from app.gateways.exchange.faults import SETTINGS
from app.gateways.exchange.folder import FolderTransport
from app.gateways.exchange.https import HttpsTransport
from app.gateways.exchange.provider import BrokenExchange, ExchangeProvider
from app.gateways.exchange.transport import Transport
from app.ports.gateways import Gateway
from app.settings import ExchangeSettings, ExchangeWay


def chosen_provider(settings: ExchangeSettings) -> Gateway | None:
    """The gateway to providers; ``None``: the simulated one. Never raises: what cannot be used keeps
    every message here and says why."""
    if settings.way is ExchangeWay.SIMULATED:
        return None
    try:
        return ExchangeProvider(_way(settings))
    except Unavailable as error:
        return BrokenExchange(error)


def _way(settings: ExchangeSettings) -> Transport:
    if settings.way is ExchangeWay.FOLDER:
        if not Path(settings.folder).is_absolute():
            raise Unavailable(SETTINGS, field="folder")
        return FolderTransport(Path(settings.folder))
    return HttpsTransport(
        settings.url,
        ca=Path(settings.ca),
        certificate=Path(settings.certificate),
        key=Path(settings.key),
    )
