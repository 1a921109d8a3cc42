"""Which form column a header text means: by label first, by keywords where no label fits.

Labels are compared after folding, never by likeness: a header that is merely similar is reported,
with the labels that the form knows.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Literal

from ingest.contract import Form
from ingest.fold_text import fold
from ingest.read_periods import mentions
from ingest.vocabulary import expand, vocabulary

_PARENTHESES = re.compile(r"\(([^()]*)\)")
Kind = Literal["column", "passed_over", "unknown", "empty"]


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """What one column of a sheet's table is.

    Attributes:
        index: sheet column, from 0.
        path: header texts from the top down, as written.
        kind: ``column`` of the form, ``passed_over`` (STT, notes, other periods), ``unknown``.
        name: the form's column name.
        by: how it was recognised, ``label`` or ``keywords``.
        year: year that the header names for this column.
        quarter: quarter that the header names for this column (wide tables).
        factor: đồng in the header's unit, None without a money unit.
        reason: why it is passed over, in Vietnamese.
    """

    index: int
    path: tuple[str, ...]
    kind: Kind
    name: str | None = None
    by: str | None = None
    year: int | None = None
    quarter: int | None = None
    factor: int | None = None
    reason: str | None = None

    @property
    def label(self) -> str:
        """The header as a person reads it."""
        return " > ".join(" ".join(part.split()) for part in self.path)


def _alternatives(entries: list[str]) -> tuple[str, ...]:
    words = (expand(word) for entry in entries for word in entry.split("|"))
    return tuple(f" {word} " for word in words if word)


class FormLabels:
    """Matches header texts against one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._seen: dict[tuple[str, ...], HeaderColumn] = {}
        self.leaves: dict[str, list[str]] = defaultdict(list)
        self.paths: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, column in form.columns.items():
            for label in column.labels:
                group, _, leaf = label.rpartition(">")
                if group:
                    self.paths[expand(leaf)].append((expand(group), name))
                elif name not in self.leaves[expand(leaf)]:
                    self.leaves[expand(leaf)].append(name)
        columns = form.columns.items()
        self.unless = {name: _alternatives(c.keywords.unless) for name, c in columns}
        self.all_of = {
            name: tuple(_alternatives([entry]) for entry in c.keywords.all) for name, c in columns
        }

    def knows(self, text: str) -> bool:
        """Whether a single cell's text is exactly a label of this form."""
        return any(leaf in self.leaves or leaf in self.paths for leaf in _variants(text))

    def column(self, index: int, path: tuple[str, ...]) -> HeaderColumn:
        """Tell what a column is from its header path (top down, as written)."""
        if path not in self._seen:
            if len(self._seen) > 10_000:
                self._seen.clear()
            self._seen[path] = self._column(path)
        return replace(self._seen[path], index=index)

    def _column(self, path: tuple[str, ...], index: int = 0) -> HeaderColumn:
        if not path:
            return HeaderColumn(index, path, "empty")
        words = vocabulary()
        year = quarter = None
        parts: list[str] = []
        for part in path:
            found = mentions(part)
            if len(found) == 1 and (found[0].quarter or not expand(part).strip("năm 0123456789")):
                year, quarter = found[0].year or year, found[0].quarter or quarter
            else:
                parts.append(part)
        factor, parts = _take_units(parts)
        if not parts:
            return HeaderColumn(index, path, "passed_over", reason="chỉ có kỳ báo cáo")
        joined = f" {' '.join(expand(part) for part in parts)} "
        if any(leaf in words.ignored_columns for leaf in _variants(parts[-1])):
            return HeaderColumn(index, path, "passed_over")
        if "%" in parts[-1] or self._is_not_current(parts):
            return HeaderColumn(index, path, "passed_over", reason="không phải số của kỳ này")
        name, by = self._name(parts, joined)
        if not name and len(parts) > 1 and fold(parts[-1]) in words.other_units:
            # a header row of its own for units below the labels
            above = parts[:-1]
            name, by = self._name(above, f" {' '.join(map(expand, above))} ")
        if name:
            return HeaderColumn(index, path, "column", name, by, year, quarter, factor)
        if any(sign in joined for sign in words.subset):
            return HeaderColumn(index, path, "passed_over", reason="một phần của cột bên cạnh")
        return HeaderColumn(index, path, "unknown", year=year, quarter=quarter)

    def _is_not_current(self, parts: list[str]) -> bool:
        """Luỹ kế, cùng kỳ, cả năm…: in a group above, or in a leaf that is no label itself."""
        groups = f" {' '.join(map(expand, parts[:-1]))} "
        leaf = "" if self.knows(parts[-1]) else f" {expand(parts[-1])} "
        return any(sign in groups or sign in leaf for sign in vocabulary().not_current)

    def _name(self, parts: list[str], joined: str) -> tuple[str | None, str | None]:
        leaf_variants = _variants(parts[-1])
        groups = " ".join(expand(part) for part in parts[:-1])
        for leaf in leaf_variants:
            for group, name in self.paths.get(leaf, ()):
                if f" {group} " in f" {groups} ":
                    return name, "label"
        for text in (joined.strip(), *leaf_variants):
            for name in self.leaves.get(text, ()):
                if not any(word in joined for word in self.unless[name]):
                    return name, "label"
        leaf_text = f" {leaf_variants[0]} "
        # "Tổng số > Nam": a part never borrows the meaning of the group above it
        is_part = any(sign in leaf_text for sign in vocabulary().subset)
        for text in (leaf_text,) if is_part else (leaf_text, joined):
            named = [name for name in self.form.columns if self._keywords(name, text)]
            if len(named) == 1:
                return named[0], "keywords"
            if named:
                return None, None
        return None, None

    def _keywords(self, name: str, text: str) -> bool:
        entries = self.all_of[name]
        return (
            bool(entries)
            and all(any(word in text for word in entry) for entry in entries)
            and not any(word in text for word in self.unless[name])
        )


_BY_FORM: dict[str, FormLabels] = {}


def labels_of(form: Form) -> FormLabels:
    """The labels of a form, prepared once a process for each version of its contract."""
    key = f"{form.id}:{id(form)}"
    if key not in _BY_FORM:
        _BY_FORM[key] = FormLabels(form)
    return _BY_FORM[key]


def _variants(text: str) -> tuple[str, ...]:
    """Folded forms of one header text: whole, and without what stands in parentheses."""
    whole, bare = expand(text), expand(_PARENTHESES.sub(" ", text))
    return (whole, bare) if bare and bare != whole else (whole,)


def _take_units(parts: list[str]) -> tuple[int | None, list[str]]:
    """Take units out of header texts; returns đồng per unit and the remaining texts."""
    factor, kept = None, []
    for part in parts:
        inside = [fold(text) for text in _PARENTHESES.findall(part)]
        for text in (
            fold(part),
            *inside,
            *(
                text.removeprefix("đvt ").removeprefix("đơn vị tính ").removeprefix("đơn vị ")
                for text in inside
            ),
        ):
            factor = money_unit(text) or factor
        if len(parts) == 1 or fold(part) not in vocabulary().money_units:
            kept.append(part)
    return factor, kept


def money_unit(text: str) -> int | None:
    """Đồng in a money unit such as ``triệu đồng`` (folded text), None when it is not one."""
    return vocabulary().money_units.get(text)


def unit_in_preamble(text: str) -> int | None:
    """Đồng per unit in a line such as "Đơn vị tính: triệu đồng", None when it names none."""
    folded = fold(text)
    for sign in ("đơn vị tính", "đvt", "đơn vị"):
        position = folded.find(f"{sign} ")
        if position >= 0:
            words = folded[position + len(sign) :].split()
            for count in (3, 2, 1):
                if factor := money_unit(" ".join(words[:count])):
                    return factor
    return None
