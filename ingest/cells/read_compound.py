"""Streams of a compound file (OLE2), the container of .xls; see [MS-CFB]."""

import struct

_END = 0xFFFFFFFA  # this and all above it are marks, not sectors
_HEADER = 512


class CompoundError(ValueError):
    """The container is damaged or cut."""


def read_stream(data: bytes, names: tuple[str, ...]) -> bytes:
    """The first of the named streams that the file has.

    Args:
        data: the whole file.
        names: names of streams, the one preferred first.

    Raises:
        CompoundError: none of them is there, or the container is damaged or cut.
    """
    if len(data) < _HEADER:
        raise CompoundError("shorter than its header")
    box = _Compound(data)
    for name in names:
        if name in box.entries:
            return box.stream(*box.entries[name])
    raise CompoundError(f"no stream {names[0]}")


def stream_names(data: bytes) -> set[str]:
    """Names of all streams and storages of a compound file.

    Raises:
        CompoundError: the container is damaged or cut.
    """
    if len(data) < _HEADER:
        raise CompoundError("shorter than its header")
    return _Compound(data).names


class _Compound:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.shift, self.mini_shift = struct.unpack_from("<HH", data, 30)
        if self.shift not in (9, 12) or self.mini_shift != 6:
            raise CompoundError("odd sector size")
        self.size = 1 << self.shift
        self.most = len(data) // self.size + 1
        directory, _, self.cutoff, mini_fat = struct.unpack_from("<4I", data, 48)
        self.fat = self._table(self._fat_sectors())
        self.mini_fat = self._table(self._chain(mini_fat, self.fat))
        self.entries: dict[str, tuple[int, int]] = {}
        self.names: set[str] = set()
        self.mini = b""
        listing = self._join(self._chain(directory, self.fat))
        for offset in range(0, len(listing) - 127, 128):
            length, kind = struct.unpack_from("<HB", listing, offset + 64)
            start, size = struct.unpack_from("<II", listing, offset + 116)
            name = listing[offset : offset + max(length - 2, 0)].decode("utf-16-le", "replace")
            self.names.add(name)
            if kind == 5:  # root: its stream holds the small streams
                self.mini = self._join(self._chain(start, self.fat))[:size]
            elif kind == 2:
                self.entries.setdefault(name, (start, size))

    def stream(self, start: int, size: int) -> bytes:
        """Contents of a stream."""
        if size >= self.cutoff:
            content = self._join(self._chain(start, self.fat))
        else:
            places = (sector << 6 for sector in self._chain(start, self.mini_fat))
            content = b"".join(self.mini[place : place + 64] for place in places)
        if len(content) < size:
            raise CompoundError("a stream is cut")
        return content[:size]

    def _fat_sectors(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        further, count = struct.unpack_from("<II", self.data, 68)
        for _ in range(min(count, self.most)):
            if further >= _END:
                break
            numbers = struct.unpack(f"<{self.size // 4}I", self._sector(further))
            sectors.extend(numbers[:-1])
            further = numbers[-1]
        return [sector for sector in sectors if sector < _END]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self.shift
        content = self.data[start : start + self.size]
        if not content:
            raise CompoundError("a sector lies beyond the end")
        return content.ljust(self.size, b"\0")

    def _join(self, sectors: list[int]) -> bytes:
        return b"".join(map(self._sector, sectors))

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        content = self._join(sectors)
        return struct.unpack(f"<{len(content) // 4}I", content)

    def _chain(self, start: int, table: tuple[int, ...]) -> list[int]:
        chain: list[int] = []
        most = max(self.most, len(table))
        while start < _END:
            if start >= len(table) or len(chain) > most:
                raise CompoundError("a chain of sectors is broken")
            chain.append(start)
            start = table[start]
        return chain
