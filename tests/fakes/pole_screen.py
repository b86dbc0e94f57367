"""A pole display as its manual describes it: bytes in, two lines of twenty characters out.

It knows nothing of the driver's code, and takes no byte that the manual does not name.
"""

COLUMNS, LINES = 20, 2


class PoleScreen:
    """The screen of a CD5220 or of an Epson customer display; starts with yesterday's rubbish."""

    def __init__(self, protocol: str) -> None:
        self._take = {"cd5220": self._cd5220, "escpos": self._escpos}[protocol]
        self._cells = [["#"] * COLUMNS for _ in range(LINES)]
        self._column = self._line = 0
        self._whole_lines = False
        self._left = b""

    @property
    def lines(self) -> tuple[str, str]:
        """What a person reads, the blanks at both ends left out."""
        upper, lower = ("".join(cells).strip() for cells in self._cells)
        return upper, lower

    def hear(self, data: bytes) -> bytes:
        """Take bytes; a display says nothing."""
        self._left += data
        while self._left and (taken := self._take(self._left)):
            self._left = self._left[taken:]
        return b""

    def _clear(self) -> None:
        self._cells = [[" "] * COLUMNS for _ in range(LINES)]
        self._column = self._line = 0
        self._whole_lines = False

    def _cd5220(self, data: bytes) -> int:
        if data[:1] == b"\x0c":
            self._clear()
            return 1
        if data[:2] == b"\x1bQ" and data[2:3] in (b"A", b"B"):
            end = data.find(b"\r")
            if end < 0:
                return 0
            text = data[3:end].decode("ascii")
            assert len(text) <= COLUMNS
            assert text.isprintable()
            self._cells[data[2] - ord("A")] = list(text.ljust(COLUMNS))
            self._whole_lines = True
            return end + 1
        assert not self._whole_lines, "only CLR and whole lines are heeded now"
        return self._both(data, {b"\x1b_": 3})

    def _escpos(self, data: bytes) -> int:
        if data[:2] == b"\x1f$":
            if len(data) < 4:
                return 0
            assert (1 <= data[2] <= COLUMNS, 1 <= data[3] <= LINES) == (True, True)
            self._column, self._line = data[2] - 1, data[3] - 1
            return 4
        if 0x20 <= data[0] <= 0x7E:
            self._cells[self._line][self._column] = chr(data[0])
            self._column += 1
            if self._column == COLUMNS:
                self._column, self._line = 0, (self._line + 1) % LINES
            return 1
        if data[:1] == b"\x0c":
            self._clear()
            return 1
        return self._both(data, {b"\x1f\x01": 2, b"\x1fC": 3})

    def _both(self, data: bytes, others: dict[bytes, int]) -> int:
        if data[:2] == b"\x1b@":
            self._clear()
            return 2
        if len(data) == 1:
            assert data in (b"\x1b", b"\x1f"), f"no command of this display: {data.hex()}"
            return 0
        assert data[:2] in others, f"no command of this display: {data[:4].hex()}"
        length = others[data[:2]]
        return length if len(data) >= length else 0
