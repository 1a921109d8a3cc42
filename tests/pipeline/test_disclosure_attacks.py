"""An attacker who knows every number outsiders were ever given tries to compute the withheld ones.

The numbers are made up: attendances (OE-02) of a dozen communes in a year and a half, with small
ones among them. The compiled models of `external` run on them; the attacker solves the linear
equations that areas, spans and releases make, knowing that no number is negative. Each attack is
also tried on tables from which only the small numbers themselves were taken: there it succeeds.
"""

import random
import shutil

import duckdb
import numpy as np
import pytest

pytestmark = pytest.mark.pipeline

QUARTERS = ["2025Q4", "2026Q1", "2026Q2", "2026Q3"]
KPI, SMALL = "OE-02", 5
EPSILON = 1e-9
KEY = ("area_code", "period", "period_span")
MODELS = (
    "ext_contributions",
    "ext_measures",
    "ext_areas",
    "ext_withheld_areas",
    "ext_frozen_quarters",
    "ext_withheld_values",
    "ext_kpi_values",
)


@pytest.fixture(scope="module")
def warehouse(env, scratch, tmp_path_factory):
    """A copy of the hand-made warehouse, to be filled with made-up values."""
    path = tmp_path_factory.mktemp("attacks") / "warehouse.duckdb"
    shutil.copyfile(scratch / "warehouse.duckdb", path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table empty_values as from marts.fct_kpi_values where false")
        connection.execute(
            "create table nothing as from staging.stg_ledger__published_external where false"
        )
        connection.execute("drop view staging.stg_ledger__published_external")
        yield connection


@pytest.fixture(scope="module")
def tree(warehouse) -> dict[str, list[str]]:
    """Area -> its communes: three communes of each of two districts of both former provinces."""
    rows = warehouse.execute(
        "select former_province_code, former_district_code, area_code from marts.dim_area "
        "where area_kind = 'commune' order by 1, 2, sort_order"
    ).fetchall()
    tree: dict[str, list[str]] = {}
    for former in sorted({row[0] for row in rows}):
        for district in sorted({row[1] for row in rows if row[0] == former})[:2]:
            for commune in [row[2] for row in rows if row[1] == district][:3]:
                for area in ("province", former, district, commune):
                    tree.setdefault(area, []).append(commune)
    return tree


def quarters_of(period: str, span: str) -> list[str]:
    """The quarters that a span takes."""
    upto = QUARTERS[: QUARTERS.index(period) + 1]
    if span == "quarter":
        return [period]
    if span == "year_to_date":
        return [quarter for quarter in upto if quarter[:4] == period[:4]]
    return upto[-4:]


def all_values(tree: dict, atoms: dict, upto: str) -> dict[tuple, int]:
    """Every value of the published tables: key -> sum of attendances."""
    found = {}
    for area, communes in tree.items():
        for period in QUARTERS[: QUARTERS.index(upto) + 1]:
            for span in ("quarter", "year_to_date", "rolling_4_quarters"):
                pairs = [(c, q) for c in communes for q in quarters_of(period, span)]
                found[area, period, span] = sum(atoms[pair] for pair in pairs)
    return found


def publish(
    warehouse, manifest: dict, values: dict, earlier: list[dict]
) -> dict[tuple, str | None]:
    """Run the models on the values.

    Args:
        values: what the warehouse knows.
        earlier: publications before: key -> (value, withheld_by).

    Returns:
        Key -> the rule by which it is withheld, None where it is shown.
    """
    warehouse.execute("create or replace table marts.fct_kpi_values as from empty_values")
    kinds = dict(warehouse.execute("select area_code, area_kind from marts.dim_area").fetchall())
    warehouse.executemany(
        "insert into marts.fct_kpi_values by name select $1 as kpi_id, $2 as area_code, "
        "$3 as area_kind, $4 as period, 'BCDK' as period_calendar, $5 as period_span, "
        "$6::double as value, $6::double as numerator, 'value' as value_state, "
        "false as is_partial, false as is_small_number, 'được' as comparability, "
        "1 as reporting_units, 1 as expected_units",
        [(KPI, key[0], kinds[key[0]], key[1], key[2], value) for key, value in values.items()],
    )
    journal = "staging.stg_ledger__published_external"
    warehouse.execute(f"create or replace table {journal} as from nothing")
    for number, publication in enumerate(earlier, start=1):
        warehouse.executemany(
            f"insert into {journal} by name select $1 as publication_no, $2 as kpi_id, "
            "$3 as area_code, $4 as period, 'BCDK' as period_calendar, $5 as period_span, "
            "$6::double as numerator, $7 as withheld_by",
            [
                (number, KPI, *key, None if rule else value, rule)
                for key, (value, rule) in publication.items()
            ],
        )
    for name in MODELS:
        node = manifest["nodes"][f"model.qhld.{name}"]
        warehouse.execute(
            f"create or replace table {node['relation_name']} as {node['compiled_code']}"
        )
    rows = warehouse.execute(
        f"select {', '.join(KEY)}, withheld_by, numerator from external.fct_kpi_values"
    ).fetchall()
    assert all((rule is None) == (number is not None) for *_, rule, number in rows)
    return {tuple(key): rule for *key, rule, _ in rows}


def only_the_small(values: dict) -> dict[tuple, str | None]:
    """What a publisher would withhold who thinks of nothing but the small numbers."""
    return {key: "area" if 0 < value < SMALL else None for key, value in values.items()}


def reduced(matrix: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """Gauss-Jordan: the independent equations (last column: the sum) and the column each solves."""
    left, pivots = matrix.copy(), []
    for column in range(left.shape[1] - 1):
        row = len(pivots)
        if row == len(left):
            break
        best = row + int(np.argmax(abs(left[row:, column])))
        if abs(left[best, column]) > EPSILON:
            left[[row, best]] = left[[best, row]]
            left[row] /= left[row, column]
            others = np.arange(len(left)) != row
            left[others] -= np.outer(left[others, column], left[row])
            pivots.append(column)
    assert np.allclose(left[len(pivots) :, -1], 0, atol=1e-6), "what was shown agrees with itself"
    solved = left[: len(pivots)]
    return np.where(abs(solved) < EPSILON, 0, solved), pivots


def bound(weights: np.ndarray, low: np.ndarray, high: np.ndarray) -> float:
    """The largest that a weighted sum can be."""
    used = weights != 0
    return float((weights * np.where(weights > 0, high, low))[used].sum())


def intervals(equations: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What each unknown lies between, none being negative, tightened until nothing changes."""
    size = equations.shape[1] - 1
    low, high = np.zeros(size), np.full(size, 1e6)
    for _ in range(50):
        before = low.copy(), high.copy()
        for equation in equations:
            weights, total = equation[:-1], equation[-1]
            for column in np.flatnonzero(weights):
                rest = weights.copy()
                rest[column] = 0
                ends = (
                    (total - bound(rest, low, high)) / weights[column],
                    (total + bound(-rest, low, high)) / weights[column],
                )
                low[column] = max(low[column], min(ends))
                high[column] = min(high[column], max(ends))
        if np.allclose(before, (low, high), atol=1e-6):
            break
    return low, high


class Attacker:
    """Knows what was shown, of each release, and which numbers changed between releases."""

    def __init__(self, tree: dict, releases: list[tuple[dict, dict, dict]]) -> None:
        """Take releases of (attendances, values, withheld) in order, the last one attacked."""
        self.tree, self.columns, rows, sums = tree, {}, [], []
        last = releases[-1][0]
        self.last = len(releases) - 1
        self.unchanged = [
            {pair for pair in last if atoms.get(pair) == last[pair]} for atoms, _, _ in releases
        ]
        for number, (_, values, withheld) in enumerate(releases):
            for key, value in values.items():
                if withheld[key] is None:
                    rows.append(self._terms(number, key))
                    sums.append(value)
        for number, (_, values, _) in enumerate(releases):
            for key in values:
                self._terms(number, key)
        known = np.zeros((len(rows), len(self.columns) + 1))
        for row, terms in enumerate(rows):
            known[row, terms] = 1
        known[:, -1] = sums
        self.solved, self.pivots = reduced(known)
        self.low, self.high = intervals(np.vstack([known, self.solved]))

    def _terms(self, number: int, key: tuple) -> list[int]:
        area, period, span = key
        pairs = [(c, q) for c in self.tree[area] for q in quarters_of(period, span)]
        names = [(pair, None if pair in self.unchanged[number] else number) for pair in pairs]
        return [self.columns.setdefault(name, len(self.columns)) for name in names]

    def bounds(self, key: tuple) -> tuple[float, float]:
        """Smallest and largest value that agree with everything that was shown."""
        target = np.zeros(len(self.columns) + 1)
        target[self._terms(self.last, key)] = 1
        plain = target[:-1]
        low, high = plain @ self.low, bound(plain, self.low, self.high)
        for row, pivot in enumerate(self.pivots):
            target = target - target[pivot] * self.solved[row]
        rest, known = target[:-1], -target[-1]
        rest = np.where(abs(rest) < EPSILON, 0, rest)
        low = max(low, known - bound(-rest, self.low, self.high))
        return low, min(high, known + bound(rest, self.low, self.high))

    def pinned(self, values: dict, withheld: dict) -> list[tuple]:
        """Small numbers of the last release that are withheld and yet known to one person."""
        found = []
        for key, value in values.items():
            if 0 < value < SMALL and withheld[key]:
                low, high = self.bounds(key)
                assert low - 1e-6 <= value <= high + 1e-6
                if high - low < 1:
                    found.append(key)
        return found


def attendances(tree: dict, seed: int, small_share: float) -> dict[tuple[str, str], int]:
    """Made-up attendances of each commune and quarter, some of them small and some 0."""
    draw = random.Random(seed)
    found = {}
    for commune in tree["province"]:
        for quarter in QUARTERS:
            kind = draw.random()
            small, zero = kind < small_share, kind > 0.85
            found[commune, quarter] = (
                draw.randint(1, 4) if small else 0 if zero else draw.randint(5, 90)
            )
    return found


@pytest.mark.parametrize("seed", range(6))
def test_no_small_number_is_computed_from_areas_and_spans(warehouse, dbt_manifest, tree, seed):
    atoms = attendances(tree, seed, 0.08)
    values = all_values(tree, atoms, QUARTERS[-1])
    naive = only_the_small(values)
    assert Attacker(tree, [(atoms, values, naive)]).pinned(values, naive), "the attack can succeed"
    withheld = publish(warehouse, dbt_manifest, values, [])
    assert all(withheld[key] for key, rule in naive.items() if rule), "small numbers are withheld"
    assert None in withheld.values(), "and something is published"
    assert Attacker(tree, [(atoms, values, withheld)]).pinned(values, withheld) == []


def one_small(tree: dict, place: int = 0) -> tuple[dict, tuple]:
    """Attendances without small ones, and the commune and quarter to become small."""
    atoms = {
        (commune, quarter): 20 + 3 * number + turn
        for number, commune in enumerate(tree["province"])
        for turn, quarter in enumerate(QUARTERS)
    }
    return atoms, (tree["province"][place], "2026Q2")


@pytest.mark.parametrize("attack", ["province minus communes", "year to date minus year to date"])
def test_one_small_number_alone(warehouse, dbt_manifest, tree, attack):
    atoms, small = one_small(tree)
    atoms[small] = 3
    values = all_values(tree, atoms, QUARTERS[-1])
    target = (small[0], "2026Q2", "quarter")
    # the attacker is given only the tables that the attack needs
    kept = {
        key: value
        for key, value in values.items()
        if (attack.startswith("year") and key[0] == small[0])
        or (attack.startswith("province") and key[1:] == target[1:])
    }
    naive = only_the_small(kept)
    low, high = Attacker(tree, [(atoms, kept, naive)]).bounds(target)
    assert (low, high) == pytest.approx((3, 3))
    withheld = publish(warehouse, dbt_manifest, values, [])
    low, high = Attacker(tree, [(atoms, values, withheld)]).bounds(target)
    assert low < 3 < high, "no bound is as good as the number"
    districts = [key for key, rule in withheld.items() if key[0] in tree and len(tree[key[0]]) > 1]
    assert all(withheld[key] is None for key in districts), "one sister is enough"


@pytest.mark.parametrize("before", [31, None], ids=["revised to a small number", "came late"])
def test_release_minus_release(warehouse, dbt_manifest, tree, before):
    old, small = one_small(tree)
    old[small] = before or 0  # a commune that has not reported adds nothing
    new = dict(old)
    new[small] = 3
    first, second = (all_values(tree, atoms, "2026Q2") for atoms in (old, new))
    shown_first = publish(warehouse, dbt_manifest, first, [])
    assert set(shown_first.values()) == {None}
    target = (small[0], "2026Q2", "quarter")
    # without a memory of the first release the second would be sound by itself
    alone = publish(warehouse, dbt_manifest, second, [])
    releases = [(old, first, shown_first), (new, second, alone)]
    assert target in Attacker(tree, releases).pinned(second, alone)
    journal = [{key: (value, shown_first[key]) for key, value in first.items()}]
    withheld = publish(warehouse, dbt_manifest, second, journal)
    releases[1] = (new, second, withheld)
    assert Attacker(tree, releases).pinned(second, withheld) == []
    assert withheld["province", "2026Q1", "quarter"] is None, "other quarters go on"


@pytest.mark.parametrize("seed", range(3))
def test_three_releases_of_a_growing_year(warehouse, dbt_manifest, tree, seed):
    atoms = attendances(tree, 100 + seed, 0.05)
    draw = random.Random(seed)
    releases, journal = [], []
    for period in QUARTERS[1:]:
        known = {pair: value for pair, value in atoms.items() if pair[1] <= period}
        values = all_values(tree, atoms, period)
        withheld = publish(warehouse, dbt_manifest, values, journal)
        releases.append((known, values, withheld))
        journal.append({key: (value, withheld[key]) for key, value in values.items()})
        assert Attacker(tree, releases).pinned(values, withheld) == []
        # what is revised before the next release
        atoms = dict(atoms)
        for pair in draw.sample(sorted(known), 2):
            atoms[pair] = draw.choice([0, 2, 3, 12, 40])
