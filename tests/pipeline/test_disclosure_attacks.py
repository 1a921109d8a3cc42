"""An attacker who knows every number outsiders were ever given tries to compute the withheld ones.

The numbers are made up: attendances (OE-02) of a dozen communes in a year and a half, with small
ones among them. The compiled models of `external` run on them; the attacker solves the linear
equations that areas, spans and releases make, knowing that no number is negative. Each attack is
also tried on tables from which only the small numbers themselves were taken: there it succeeds.
"""

import random
import shutil

import duckdb
import pytest

from tests.pipeline.attacker import QUARTERS, SMALL, Attacker, quarters_of

pytestmark = pytest.mark.pipeline

KPI = "OE-02"
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
    tree: dict[str, list[str]] = {}
    areas = {("province", "province", None, None)}
    for former in ("A", "B"):
        for district in (f"{former}1", f"{former}2"):
            areas |= {(former, "former_province", None, None)}
            areas |= {(district, "former_district", former, None)}
            for commune in (f"{district}{number}" for number in (1, 2, 3)):
                areas.add((commune, "commune", former, district))
                for area in ("province", former, district, commune):
                    tree.setdefault(area, []).append(commune)
    warehouse.execute("create or replace table marts.dim_area as from marts.dim_area where false")
    warehouse.executemany(
        "insert into marts.dim_area by name select $1 as area_code, $2 as area_kind, "
        "$1 as area_name, $1 as short_name, $3 as former_province_code, "
        "$4 as former_district_code, 1 as sort_order",
        sorted(areas, key=str),
    )
    return tree


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


@pytest.mark.parametrize("seed", range(3))
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


@pytest.mark.parametrize("seed", range(1))
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
