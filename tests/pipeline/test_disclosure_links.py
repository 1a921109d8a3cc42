"""Attacks over several indicators: what one withholds another may tell.

Two indicators may have the same numerator (OE-02 and OE-03), the numerator of one may be the
denominator of another (CI-06 and CI-07), or follow from it (DS-07 and DS-08). Each attack is tried
as well without the list of families (disclosure_families): there it succeeds.
"""

import random

import pytest

from tests.pipeline.attacker import QUARTERS, SMALL, Attacker, Seen
from tests.pipeline.disclosure_fixture import spread

pytestmark = pytest.mark.pipeline

PER_WORKER_HOURS = 2  # days not worked of each person in the made-up stoppages
LARGEST_SHARE = 0.75


def seen(atoms: dict, values: dict, *told: dict) -> Seen:
    """What is known of a quantity: everything that any indicator tells of it."""
    shown = {key: number for tables in told for key, number in tables.items()}
    assert shown == pytest.approx({key: values[key] for key in shown})
    return Seen(atoms, shown, {key: values[key] for key in values.keys() - shown.keys()})


def learned(tree: dict, known: Seen, is_mean: bool = False) -> list[tuple]:
    """Small numbers that are shown or can be computed."""
    told = [key for key, number in known.shown.items() if 0 < number < SMALL]
    return told + Attacker(tree, [known], is_mean).pinned()


def persons(tree: dict) -> dict[str, dict]:
    """Made-up attendances, workers and persons in stoppages, each with one small number."""
    draw = random.Random(5)
    pairs = [(commune, quarter) for commune in tree["province"] for quarter in QUARTERS]
    quantities = {
        name: {pair: draw.randint(20, 90) for pair in pairs}
        for name in ("attendances", "workers", "strikers")
    }
    quantities["attendances"]["A11", "2026Q1"] = 3
    quantities["workers"] |= {("B12", quarter): 2 for quarter in QUARTERS}
    quantities["strikers"]["B21", "2026Q3"] = 4
    return quantities


@pytest.mark.parametrize("linked", [True, False])
def test_a_ratio_of_persons_whose_parts_other_indicators_tell(publisher, linked):
    tree, atoms = publisher.tree, persons(publisher.tree)
    values = {name: spread(tree, atoms[name], is_mean=name == "workers") for name in atoms}
    attended, workers, strikers = (values[n] for n in ("attendances", "workers", "strikers"))
    days = {key: PER_WORKER_HOURS * number for key, number in strikers.items()}
    of_many = [
        (kpi, "numerator", *key, 9, number / 5, number)
        for kpi in ("DS-08", "DS-09")
        for key, number in days.items()
    ]
    publisher.publish(
        {
            "OE-02": (attended, None),
            "OE-03": (attended, workers),
            "DS-07": (strikers, None),
            "DS-08": (days, None),
            "DS-09": (days, workers),
        },
        contributions=of_many,
        linked=linked,
    )
    shown = publisher.shown
    told_days = shown("DS-08", "numerator") | shown("DS-09", "numerator")
    by_days = {key: number / PER_WORKER_HOURS for key, number in told_days.items()}
    known = {
        "attendances": seen(
            atoms["attendances"], attended, shown("OE-02", "numerator"), shown("OE-03", "numerator")
        ),
        "workers": seen(
            atoms["workers"], workers, shown("OE-03", "denominator"), shown("DS-09", "denominator")
        ),
        "strikers": seen(atoms["strikers"], strikers, shown("DS-07", "numerator"), by_days),
    }
    assert all(one.shown for one in known.values()), "something is published of each"
    found = {name for name, one in known.items() if learned(tree, one, name == "workers")}
    assert found == (set() if linked else {"workers", "strikers"})


def test_the_rest_of_a_share_is_no_better_known_than_the_share(publisher):
    """All but two are insured: the two are the small number; who is insured is told twice."""
    tree, draw = publisher.tree, random.Random(6)
    pairs = [(commune, quarter) for commune in tree["province"] for quarter in QUARTERS]
    insured = {pair: draw.randint(20, 90) for pair in pairs}
    rest = {pair: draw.randint(5, 30) for pair in pairs} | {("A12", "2026Q2"): 2}
    liable = {pair: insured[pair] + rest[pair] for pair in pairs}
    arrears = dict.fromkeys(pairs, 10)
    of_quarters = {
        name: {key: n for key, n in spread(tree, atoms).items() if key[2] == "quarter"}
        for name, atoms in {
            "insured": insured, "rest": rest, "liable": liable, "arrears": arrears,
        }.items()
    }  # fmt: skip
    publisher.publish(
        {
            "LR-05": (of_quarters["insured"], of_quarters["liable"]),
            "LR-07": (of_quarters["arrears"], of_quarters["insured"]),
        }
    )
    told = publisher.shown("LR-05", "denominator").keys() & (
        publisher.shown("LR-05", "numerator").keys() | publisher.shown("LR-07", "denominator")
    )
    values = of_quarters["rest"]
    known = seen(rest, values, {key: values[key] for key in told})
    careless = seen(rest, values, {key: n for key, n in values.items() if n >= SMALL})
    assert learned(tree, careless) == [("A12", "2026Q2", "quarter")]
    assert told
    assert learned(tree, known) == []
    assert ("A12", "2026Q2", "quarter") in publisher.shown("LR-07", "denominator")


def employers(tree: dict) -> tuple[dict[str, list[str]], dict, dict]:
    """Area -> its employers; the fine of each in each quarter, and what it has paid of it.

    A11 has two employers, A12 one that is larger than all others together, B11 a single one. B12,
    the smaller of its sisters, has paid nothing: what hides the fine and what hides the payment
    best are two communes.
    """
    draw = random.Random(7)
    named = {commune: [f"{commune}-{n}" for n in range(4)] for commune in tree["province"]}
    named |= {"A11": ["A11-0", "A11-1"], "B11": ["B11-0"]}
    fines = {}
    for commune, names in named.items():
        scale = 5 if commune == "B13" else 3 if commune == "B12" else 4
        for name in names:
            for quarter in QUARTERS:
                fines[name, quarter] = scale * draw.randint(10, 15)
    fines |= {("A12-0", quarter): 900 for quarter in QUARTERS}
    paid = {pair: 0 if pair[0].startswith("B12") else 0.5 * fine for pair, fine in fines.items()}
    of_areas = {area: [e for c in communes for e in named[c]] for area, communes in tree.items()}
    return of_areas, fines, paid


def contributions(of_areas: dict, atoms: dict, values: dict, *roles: tuple[str, str]) -> list:
    """How many employers stand behind each value, and how large the largest is."""
    each = {name: [name] for name in of_areas["province"]}
    own = spread(each, atoms)
    found = []
    for (area, *when), total in values.items():
        amounts = [own[name, *when] for name in of_areas[area]]
        counted = sum(amount > 0 for amount in amounts)
        if counted:
            found += [(*role, area, *when, counted, max(amounts), total) for role in roles]
    return found


def nearly_known(of_areas: dict, known: Seen) -> set[str]:
    """Employers of whose amount an outsider has an upper bound not far above it."""
    each = of_areas | {name: [name] for name in of_areas["province"]}
    attacker = Attacker(each, [known])
    return {
        name
        for (name, quarter), amount in known.atoms.items()
        if amount > 0
        and attacker.bounds((name, quarter, "quarter"))[1] * LARGEST_SHARE < amount - 1e-6
    }


@pytest.mark.parametrize("linked", [True, False])
def test_an_employer_that_stands_out(publisher, linked):
    of_areas, fines, paid = employers(publisher.tree)
    fined, settled = spread(of_areas, fines), spread(of_areas, paid)
    behind = contributions(
        of_areas, fines, fined, ("CI-06", "numerator"), ("CI-07", "denominator")
    ) + contributions(of_areas, paid, settled, ("CI-07", "numerator"))
    careless = nearly_known(of_areas, Seen(fines, fined))
    assert careless == {"A12-0", "B11-0"}, "where all is shown"
    publisher.publish(
        {"CI-06": (fined, None), "CI-07": (settled, fined)}, contributions=behind, linked=linked
    )
    told = publisher.shown("CI-06", "numerator") | publisher.shown("CI-07", "denominator")
    assert {area for area, *_ in told} > {"province", "A1", "B1", "A21"}
    known = Seen(fines, told)
    assert nearly_known(of_areas, known) == (set() if linked else {"B11-0"})
    if linked:
        assert nearly_known(of_areas, Seen(paid, publisher.shown("CI-07", "numerator"))) == set()
        # one of two employers knows its own amounts: that must not tell it the other's
        own = {("A11-0", q, "quarter"): fines["A11-0", q] for q in QUARTERS}
        insider = Attacker(
            of_areas | {name: [name] for name in of_areas["province"]}, [Seen(fines, told | own)]
        )
        for quarter in QUARTERS:
            low, high = insider.bounds(("A11-1", quarter, "quarter"))
            assert high - low > fines["A11-1", quarter]


def test_the_check_of_families_notices_numbers_that_are_not_linked(publisher):
    """assert_linked_numbers_are_one_family, which every build runs, with a link forgotten."""
    node = publisher.manifest["nodes"]["test.qhld.assert_linked_numbers_are_one_family"]
    run = publisher.connection.execute
    publisher.publish({"OE-02": ({}, None)})
    run(
        "insert into marts.fct_kpi_cells by name select unnest(['OE-02', 'OE-03']) as kpi_id, "
        "'numerator' as role, 'cell' as kind, 'l' as load_id, 's' as sheet, 'C9' as cell, "
        "'A11' as commune_code, 'A11' as member_code, '2026Q1' as period, 17.0 as value, "
        "1.0 as weight"
    )
    try:
        assert run(node["compiled_code"]).fetchall() == []
        publisher.publish({"OE-02": ({}, None)}, linked=False)
        assert ("OE-02", "numerator", "OE-03", "numerator", 1) in run(
            node["compiled_code"]
        ).fetchall()
    finally:
        run("delete from marts.fct_kpi_cells")
