"""How well rows of a sheet fit a form as the header of a table."""

from collections import Counter
from dataclasses import dataclass

from ingest.tables.match_columns import FormLabels, HeaderColumn
from ingest.tables.read_titles import Titles

# Share of a form's required columns that a header must show, keyword matches counting less.
_ENOUGH_WITH_TITLE = 0.4
_ENOUGH = 0.6
_KEYWORD_WEIGHT = 0.75


@dataclass(slots=True)
class Header:
    """Rows that may be the header of a form, and how well they fit."""

    form: FormLabels
    top: int
    bottom: int
    columns: list[HeaderColumn]
    score: float


def is_better(new: Header, old: Header) -> bool:
    """Whether a header fits better than another."""
    if new.score != old.score:
        return new.score > old.score
    # same columns: the shorter header, and the lower of two equally short ones
    return (new.bottom - new.top, -new.top) < (old.bottom - old.top, -old.top)


def score_header(
    form: FormLabels, top: int, bottom: int, paths: list[tuple[str, ...]], titles: Titles
) -> Header | None:
    """How well some rows fit a form as its header; None when they show too little of it.

    Args:
        form: labels of the form.
        top: first header row.
        bottom: last header row.
        paths: header texts of each column.
        titles: what the titles above say.
    """
    columns = form.columns(paths)
    # a column of one month shows the form all the same; whether it is read is decided later
    matched = [c for c in columns if c.kind in ("column", "month")]
    names = {c.name for c in matched}
    if len(names) < 2:
        return None
    required = set(form.form.required(None))
    optional = {name for name in required if form.form.columns[name].default == "agency"}
    titled = form.form.id in titles.named
    if _share(matched, required, optional, titled) < (_ENOUGH_WITH_TITLE if titled else _ENOUGH):
        return None
    by_label = sum(c.by == "label" for c in matched) - _repeats(matched)
    by_keywords = sum(c.by in ("keywords", "group") for c in matched)
    unknown = sum(c.kind == "unknown" for c in columns)
    score = by_label + _KEYWORD_WEIGHT * by_keywords - 0.5 * unknown + 3 * titled
    score += 1.5 * (titles.first == form.form.id)
    score += 2 * len(names & required) / len(required)
    if required - optional <= names:
        score += 2
    return Header(form, top, bottom, columns, score)


def _share(
    matched: list[HeaderColumn], required: set[str], optional: set[str], titled: bool
) -> float:
    """Share of the required columns that are there.

    Without a title that says so, the commune tells nothing (every report has one), and a column
    known by keywords only tells less than one known by its label.
    """
    if titled:
        return len({c.name for c in matched} & required) / len(required)
    telling = required - optional
    weights = {c.name: 1.0 for c in matched if c.by == "label"}
    for column in matched:
        weights.setdefault(column.name, _KEYWORD_WEIGHT)
    return sum(weights.get(name, 0.0) for name in telling) / len(telling)


def _repeats(matched: list[HeaderColumn]) -> float:
    counts = Counter((c.name, c.year, c.quarter) for c in matched)
    return 1.5 * sum(count - 1 for count in counts.values())
