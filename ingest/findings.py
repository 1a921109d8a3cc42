"""Findings: what is wrong with a file, where, what is allowed and what to do, in Vietnamese."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]

MASK = "(đã che)"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about a file, a sheet or a cell.

    Attributes:
        severity: ``error`` rejects the row or file, ``warning`` asks, ``note`` informs.
        code: stable machine name, e.g. ``unknown_commune``.
        sheet: sheet name, None for the whole file.
        cell: address such as ``C12`` or range, None for the whole sheet.
        found: what stands there, masked when the column is personal.
        allowed: what may stand there.
        message: what is wrong and what to do next, complete in itself.
        advice: what to do next, alone; the end of ``message``.
    """

    severity: Severity
    code: str
    sheet: str | None
    cell: str | None
    found: str | None
    allowed: str | None
    message: str
    advice: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        """The finding as the public JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


def show(value: object, limit: int = 80) -> str:
    """A cell's value as a person would read it, cut to ``limit`` characters."""
    if value is None:
        return "(ô trống)"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if isinstance(value, float):
        text = text.replace(".", ",")  # as the sender's spreadsheet shows it
    return text if len(text) <= limit else text[: limit - 1] + "…"
