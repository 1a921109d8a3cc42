"""How the same figures are sent makes no difference to any of them.

Files in two parts, rows shuffled, files in another order, a replacement before its original: all
of it at once against the same workbooks sent plainly, so that two builds will do. A difference
names its commune; which of the four it is can be seen by leaving the others out.
"""

from pathlib import Path

import duckdb
import pytest

from tests.pipeline.conftest import SEED
from tests.slow import forking
from tests.slow.resent_workbooks import (
    PAIR,
    Posted,
    caught,
    in_another_order,
    in_two_files,
    rows_shuffled,
    send,
)

pytestmark = [pytest.mark.slow, pytest.mark.pipeline]

QUARTER = "2026Q2"
COMMUNES = ["02647", "02671", "02680", "02788", "04630"]  # the last two replace what they sent
KPIS = 40
# what these say is how and when reports came, as the reporting status does, a mart of its own
HOW_IT_CAME = ("DQ-01", "DQ-03", "DQ-04")
KEY = ("kpi_id", "area_kind", "area_code", "period_calendar", "period", "period_span")
COMPARED = ("value", "value_state", "numerator", "denominator")


def _figures(home: Path, posted: list[Posted]) -> dict[tuple, tuple]:
    """Every value of every indicator after these workbooks went through intake and dbt."""
    send(home / "inbox", QUARTER, posted)
    taken = forking.run(home, "intake")
    assert taken.error is None, taken.error
    built = forking.run(home, "dbt_build", taken.said, without=("test", "unit_test"))
    assert built.error is None, built.error
    assert built.said[0]
    with duckdb.connect(f"{taken.said}/warehouse.duckdb", read_only=True) as connection:
        rows = connection.execute(
            f"select {', '.join((*KEY, *COMPARED))} from marts.fct_kpi_values"
        ).fetchall()
    found = {row[: len(KEY)]: row[len(KEY) :] for row in rows}
    assert len(found) == len(rows)
    return found


def test_how_it_is_sent_makes_no_difference(tmp_path, monkeypatch):
    plain = caught(tmp_path / "sample", QUARTER, SEED, COMMUNES, monkeypatch)
    assert {one.sending.plan for one in plain} >= set(PAIR)
    shuffled, moved = rows_shuffled(plain, SEED)
    split = in_two_files(shuffled)
    assert moved >= 10
    assert len(split) - len(plain) >= 5
    other = in_another_order(split)

    expected = _figures(tmp_path / "plain" / "home", plain)
    found = _figures(tmp_path / "other" / "home", other)
    assert len({key[0] for key in expected}) == KPIS
    assert sum(value[0] is not None for value in expected.values()) > 500
    differing = {
        key: (expected.get(key), found.get(key))
        for key in sorted(expected.keys() | found.keys())
        if not _same(expected.get(key), found.get(key))
    }
    assert {key: said for key, said in differing.items() if key[0] not in HOW_IT_CAME} == {}
    assert differing, "that it came otherwise is seen in how it came"


def _same(one: tuple | None, other: tuple | None) -> bool:
    """Equal but for the last digits of a sum that was added up in another order."""
    if one is None or other is None:
        return one == other
    return all(
        a == pytest.approx(b, rel=1e-12) if isinstance(a, float) else a == b
        for a, b in zip(one, other, strict=True)
    )
