"""A way to a provider over a shared folder: whole files only, on the disk before they are named."""

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.errors import Unavailable
from app.gateways.exchange.faults import FULL, GONE, READ_ONLY
from app.gateways.exchange.letters import MOST_BYTES
from app.gateways.exchange.transport import Mail, Parcel

_PART = ".part"
_MOST_LETTERS = 200
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOT_OURS = (errno.EROFS, errno.EACCES, errno.EPERM)


class FolderTransport:
    """``root`` is made by whoever runs the share and is never made here: a share that vanished would
    else become a folder of this computer, and messages would be said to have left."""

    def __init__(self, root: Path) -> None:
        self._out, self._in, self._done = root / "out", root / "in", root / "done"

    def put(self, parcel: Parcel, message: str, content: bytes) -> None:
        """Write, flush to the disk, rename, flush the folder. Raises ``Unavailable``."""
        target = self._out / f"{message}.{parcel.value}"
        part = target.with_name(f"{target.name}.{os.getpid()}{_PART}")
        try:
            if target.exists():
                return
            with part.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(target)
            _flush_folder(self._out)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise Unavailable(_cause(error)) from error

    def waiting(self) -> Sequence[Mail]:
        """Whole letters, the oldest first; of one that is too big only so much that it is seen to be.
        Raises ``Unavailable``."""
        try:
            names = [one for one in self._in.iterdir() if one.suffix == ".json"]
            files = [one for one in names if one.is_file() and not one.is_symlink()]
            ages = sorted((one.stat().st_mtime_ns, one.name) for one in files)
            return tuple(self._read(name) for _, name in ages[:_MOST_LETTERS])
        except OSError as error:
            raise Unavailable(_cause(error)) from error

    def _read(self, name: str) -> Mail:
        with (self._in / name).open("rb") as stream:
            return Mail(name=name, content=stream.read(MOST_BYTES + 1))

    def taken(self, name: str) -> None:
        """Move the letter to ``done``; one that another desk moved is moved. Raises ``Unavailable``."""
        try:
            (self._in / name).replace(self._done / name)
            _flush_folder(self._done)
        except FileNotFoundError as error:
            if not self._done.is_dir():
                raise Unavailable(GONE) from error
        except OSError as error:
            raise Unavailable(_cause(error)) from error


def _flush_folder(folder: Path) -> None:
    """The rename itself is on the disk; where folders cannot be opened (Windows) it is left to it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cause(error: OSError) -> str:
    if error.errno in _FULL:
        return FULL
    return READ_ONLY if error.errno in _NOT_OURS else GONE
