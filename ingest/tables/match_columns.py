"""Which form column a header text means: by label first, by keywords where no label fits.

Labels are compared after folding, never by likeness: a header that is merely similar is reported,
with the labels that the form knows.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Literal

from ingest.contracts.contract import Form
from ingest.contracts.form_columns import NUMBERS
from ingest.tables.header_words import (
    RAISED,
    is_qualified,
    is_sure,
    joined_words,
    take_periods,
    variants,
)
from ingest.tables.read_units import PARENTHESES, is_unit, money_unit, take_units, unit_in_preamble
from ingest.values.fold_text import fold, strip_marks
from ingest.values.read_periods import names_month, without_month
from ingest.values.vocabulary import expand, vocabulary

_PLAINNESS = ("label", "keywords", "group")
NOTHING_TO_READ = "không phải số liệu"  # STT, ghi chú
Kind = Literal["column", "year", "month", "passed_over", "unknown", "empty"]
_PLAN_WORDS = frozenset(["kế", "hoạch", "năm", "cả", "theo", "chỉ", "tiêu"])

__all__ = ["FormLabels", "HeaderColumn", "labels_of", "money_unit", "unit_in_preamble"]


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """What one column of a sheet's table is.

    Attributes:
        index: sheet column, from 0.
        path: header texts from the top down, as written.
        kind: ``column`` of the form, ``year`` of the rows, ``month`` (figures of one month, or the
            month of the rows), ``passed_over`` (STT, notes, other periods), ``unknown``.
        name: the form's column name.
        by: how it was recognised, ``label``, ``keywords``, or ``group`` when only the group above
            it has the keywords.
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
    words = [expand(word) for entry in entries for word in entry.split("|")]
    return tuple(f" {word} " for word in dict.fromkeys([*words, *map(strip_marks, words)]) if word)


class FormLabels:
    """Matches header texts against one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._seen: dict[tuple[str, ...], HeaderColumn] = {}
        self.leaves: dict[str, list[str]] = defaultdict(list)
        self.paths: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, column in form.columns.items():
            for label in column.labels:
                group, _, leaf = map(expand, label.rpartition(">"))
                # also as typed without accents; see is_bare
                for way in (str, strip_marks):
                    if group:
                        self.paths[way(leaf)].append((way(group), name))
                    elif name not in self.leaves[way(leaf)]:
                        self.leaves[way(leaf)].append(name)
        self.known_leaves = {*self.leaves, *self.paths}
        columns = form.columns.items()
        self.period_name = next((name for name, c in columns if c.type == "period"), None)
        self.unless = {name: _alternatives(c.keywords.unless) for name, c in columns}
        self.plan_of = self._plans()
        self.all_of = {
            name: tuple(_alternatives([entry]) for entry in c.keywords.all) for name, c in columns
        }

    def _plans(self) -> dict[str, str]:
        """Columns that have a plan of their own in the form, by labels: "kế hoạch năm số cuộc"."""
        plans: dict[str, str] = {}
        for label, names in self.leaves.items():
            rest = " ".join(word for word in label.split() if word not in _PLAN_WORDS)
            # "số cuộc theo kế hoạch" without the year is a part of what was done, no plan
            is_plan = "kế hoạch năm" in label or "kế hoạch cả năm" in label
            if rest and is_plan and len(names) == 1:
                for name in self.leaves.get(rest, ()):
                    if name != names[0]:
                        plans.setdefault(name, names[0])
        return plans

    def knows(self, text: str) -> bool:
        """Whether a single cell's text is exactly a label of this form."""
        return not self.known_leaves.isdisjoint(variants(text))

    def is_key(self, text: str) -> bool:
        """Whether a text is a label of the column that tells the rows apart: commune, employer."""
        return self.form.key_column in self.leaves.get(expand(text), ())

    def _without_whole(self, parts: list[str]) -> list[str]:
        """The whole of a group is what the group says: "Số người > Tổng số"."""
        if len(parts) < 2 or expand(parts[-1]) not in vocabulary().whole_leaves:
            return parts
        groups, known = joined_words(parts[:-1]), self.paths.get(expand(parts[-1]), ())
        return parts if any(f" {group} " in groups for group, _ in known) else parts[:-1]

    def column(self, index: int, path: tuple[str, ...]) -> HeaderColumn:
        """Tell what a column is from its header path (top down, as written)."""
        if path not in self._seen:
            if len(self._seen) > 10_000:
                self._seen.clear()
            self._seen[path] = self._column(path)
        return replace(self._seen[path], index=index)

    def columns(self, paths: list[tuple[str, ...]]) -> list[HeaderColumn]:
        """Tell what all columns of a header are.

        Where several columns could mean the same, the one that says so most plainly means it. Of
        columns that only share a group ("Tiền phạt > Phải nộp", "> Đã nộp") none does.
        """
        found = [self.column(index, path) for index, path in enumerate(paths)]
        by_quarter = {c.name for c in found if (c.quarter or c.year) and c.kind == "column"}
        with_quarter = any(c.quarter for c in found)
        for column in found:
            named = column.quarter or (column.year and not with_quarter)
            if column.kind == "column" and column.name in by_quarter and not named:
                found[column.index] = replace(
                    column, kind="passed_over", name=None, by=None, reason="số của nhiều quý"
                )
        whole = {c.name for c in found if c.kind == "column"}
        for column in found:
            if column.kind == "month" and column.name in whole:
                found[column.index] = replace(
                    column, kind="passed_over", name=None, by=None, reason="số của từng tháng"
                )
        rivals = defaultdict(list)
        for column in found:
            if column.kind == "column":
                rivals[column.name, column.year, column.quarter].append(column)
        for columns in rivals.values():
            plainest = min(_PLAINNESS.index(str(c.by)) for c in columns)
            if len(columns) == 1:
                continue
            for column in columns:
                rank = _PLAINNESS.index(str(column.by))
                if rank > plainest or column.by == "group":
                    found[column.index] = replace(column, kind="unknown", name=None, by=None)
        return found

    def _column(self, path: tuple[str, ...], index: int = 0) -> HeaderColumn:
        if not path:
            return HeaderColumn(index, path, "empty")
        if self.period_name and any(w in vocabulary().month_columns for w in variants(path[-1])):
            return HeaderColumn(index, path, "month", self.period_name)
        if any(leaf in vocabulary().year_columns for leaf in variants(path[-1])):
            return HeaderColumn(index, path, "year")
        year, quarter, parts = take_periods(path)
        is_month = self.form.kind == "summary" and any(map(names_month, parts))
        if is_month:
            parts = [part for part in map(without_month, parts) if fold(part)]
        factor, parts = take_units(parts)
        if not parts:
            return HeaderColumn(index, path, "passed_over", reason="chỉ có kỳ báo cáo")
        if len(parts) > 1 and is_unit(parts[-1]):
            # "(cuộc)" below a label is its unit; a plain "Cuộc" below a group may be the label
            above = self._without_whole(parts[:-1])
            is_unit_of_above = parts[-1].strip().startswith("(") or (
                not self._at_path(parts) and self._name(above)[1] == "label"
            )
            first, second = (above, parts) if is_unit_of_above else (parts, above)
            parts = first if self._name(first)[0] else second
        parts = self._without_whole(parts)
        other = self._of_other_period(parts)
        reason = None if other else self._passed_over(parts)
        if reason:
            return HeaderColumn(index, path, "passed_over", reason=reason)
        name, by = (other, "label") if other else self._name(parts)
        if name and not self._is_other_measure(name, parts) and not self._says_less(name, parts):
            kind: Kind = "month" if is_month else "column"
            return HeaderColumn(index, path, kind, name, by, year, quarter, factor)
        joined = joined_words(parts)
        if any(sign in joined for sign in vocabulary().subset if is_sure(sign, joined)):
            return HeaderColumn(index, path, "passed_over", reason="một phần của cột bên cạnh")
        return HeaderColumn(index, path, "unknown", year=year, quarter=quarter)

    def _passed_over(self, parts: list[str]) -> str | None:
        words = vocabulary()
        leaves = variants(parts[-1])
        if any(leaf in words.ignored_columns and leaf not in self.leaves for leaf in leaves):
            return NOTHING_TO_READ
        if not self.period_name and any(leaf in words.period_columns for leaf in leaves):
            return "kỳ của dòng"
        if "%" in parts[-1] or self._is_not_current(parts):
            return "không phải số của kỳ này"
        return None

    def _is_not_current(self, parts: list[str]) -> bool:
        """Luỹ kế, cùng kỳ, cả năm…: in a group above, or in a leaf that is no label itself."""
        groups = joined_words(parts[:-1])
        return any(sign in groups or sign in self._said(parts) for sign in vocabulary().not_current)

    def _said(self, parts: list[str]) -> str:
        """What a leaf says beyond a label of the form: "Số cuộc (luỹ kế)" says "luỹ kế"."""
        text = RAISED.sub(" ", parts[-1])
        if expand(text) in self.leaves or expand(text) in self.paths:
            return ""
        return joined_words(PARENTHESES.findall(text)) if self.knows(text) else joined_words([text])

    def _says_less(self, name: str, parts: list[str]) -> bool:
        """Whether parentheses narrow the label to a part that the column does not stand for."""
        words = vocabulary()
        if not (said := self._said(parts)).strip() or not self.knows(parts[-1]):
            return False
        column = self.form.columns[name]
        if column.type not in NUMBERS:
            return False  # "Trình tự (đúng/không đúng)" says what may stand there
        unit = joined_words(re.split("[,/]", column.unit or ""))
        narrowing = (*words.qualifiers, *words.subset, *words.bracketed_parts)
        return said.split() != unit.split() and any(
            sign in said and is_sure(sign, said) for sign in narrowing
        )

    def _of_other_period(self, parts: list[str]) -> str | None:
        """The form's own column for "Luỹ kế từ đầu năm > Số cuộc", which others pass over."""
        groups = joined_words(parts[:-1])
        signs = vocabulary().not_current
        for leaf in variants(parts[-1]):
            for group, name in self.paths.get(leaf, ()):
                said = f" {group} "
                if said in groups and any(sign in said for sign in signs):
                    return name
        return None

    def _is_other_measure(self, name: str, parts: list[str]) -> bool:
        """Whether the path says "kế hoạch" or the like, which the column found does not."""
        said = [sign for sign in vocabulary().other_measures if sign in joined_words(parts)]
        labels = [f" {label} " for label, names in self.leaves.items() if name in names]
        labels += [
            f" {group} {leaf} "
            for leaf, at in self.paths.items()
            for group, other in at
            if other == name
        ]
        return any(not any(sign in label for label in labels) for sign in said)

    def _name(self, parts: list[str]) -> tuple[str | None, str | None]:
        joined = joined_words(parts)
        leaf_variants = variants(parts[-1])
        groups = joined_words(parts[:-1])
        if at_path := self._at_path(parts):
            return at_path, "label"
        for text in (joined.strip(), *leaf_variants):
            for name in self.leaves.get(text, ()):
                around = joined if text == joined.strip() else groups
                label = f" {text} "
                if not any(w in around and w not in label for w in self.unless[name]):
                    return name, "label"
        leaf_text = f" {leaf_variants[0]} "
        # "Tổng số > Nam": a part never borrows the meaning of the group above it
        is_part = any(s in leaf_text for s in vocabulary().subset if is_sure(s, leaf_text))
        for text, written in [(leaf_text, parts[-1:]), (joined, parts)][: 1 if is_part else 2]:
            if is_qualified(written):
                return None, None
            named = [name for name in self.form.columns if self._keywords(name, text, joined)]
            if len(named) == 1:
                return named[0], "keywords" if text == leaf_text else "group"
            if named:
                return None, None
        return None, None

    def _at_path(self, parts: list[str]) -> str | None:
        """The column whose label is a path of group and leaf, as these texts are."""
        groups = joined_words(parts[:-1])
        for leaf in variants(parts[-1]):
            for group, name in self.paths.get(leaf, ()):
                if f" {group} " in groups:
                    return name
        return None

    def _keywords(self, name: str, text: str, joined: str) -> bool:
        entries = self.all_of[name]
        return (
            bool(entries)
            and all(any(word in text for word in entry) for entry in entries)
            and not any(word in joined for word in self.unless[name])
        )


_BY_FORM: dict[str, FormLabels] = {}


def labels_of(form: Form) -> FormLabels:
    """The labels of a form, prepared once a process for each version of its contract."""
    key = f"{form.id}:{id(form)}"
    if key not in _BY_FORM:
        _BY_FORM[key] = FormLabels(form)
    return _BY_FORM[key]
