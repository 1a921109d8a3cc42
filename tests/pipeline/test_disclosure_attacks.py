"""An attacker who knows every number outsiders were ever given tries to compute the withheld ones.

The numbers are made up: attendances (OE-02) of a dozen communes in a year and a half, with small
ones among them. The compiled models of `external` run on them; the attacker solves the linear
equations that areas, spans and releases make, knowing that no number is negative. Each attack is
also tried on tables from which only the small numbers themselves were taken: there it succeeds.
"""

import random

import pytest

from tests.pipeline.attacker import QUARTERS, SMALL, Attacker, Seen
from tests.pipeline.disclosure_fixture import spread

pytestmark = pytest.mark.pipeline

KPI = "OE-02"


def outside(atoms: dict, values: dict, is_shown) -> Seen:
    """The values as an outsider sees them."""
    shown = {key: value for key, value in values.items() if is_shown(key)}
    return Seen(atoms, shown, {key: values[key] for key in values.keys() - shown.keys()})


def naive(atoms: dict, values: dict) -> Seen:
    """As if a publisher thought of nothing but the small numbers."""
    return outside(atoms, values, lambda key: not 0 < values[key] < SMALL)


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
def test_no_small_number_is_computed_from_areas_and_spans(publisher, seed):
    tree = publisher.tree
    atoms = attendances(tree, seed, 0.08)
    values = spread(tree, atoms)
    assert Attacker(tree, [naive(atoms, values)]).pinned(), "the attack can succeed"
    publisher.publish({KPI: (values, None)})
    shown = publisher.shown(KPI, "numerator")
    assert shown, "something is published"
    assert not [key for key in shown if 0 < values[key] < SMALL]
    assert {key: values[key] for key in shown} == shown
    assert Attacker(tree, [outside(atoms, values, shown.__contains__)]).pinned() == []


@pytest.mark.parametrize("attack", ["province minus communes", "year to date minus quarters"])
def test_one_small_number_alone(publisher, attack):
    tree = publisher.tree
    small = (tree["province"][0], "2026Q2")
    atoms = {
        (commune, quarter): 20 + 3 * number + turn
        for number, commune in enumerate(tree["province"])
        for turn, quarter in enumerate(QUARTERS)
    } | {small: 3}
    values = spread(tree, atoms)
    target = (*small, "quarter")
    # the attacker is given only the tables that the attack needs
    kept = {
        key: value
        for key, value in values.items()
        if (attack.startswith("year") and key[0] == small[0])
        or (attack.startswith("province") and key[1:] == target[1:])
    }
    low, high = Attacker(tree, [naive(atoms, kept)]).bounds(target)
    assert (low, high) == pytest.approx((3, 3))
    publisher.publish({KPI: (values, None)})
    shown = publisher.shown(KPI, "numerator")
    low, high = Attacker(tree, [outside(atoms, values, shown.__contains__)]).bounds(target)
    assert low < 3 < high, "no bound is as good as the number"
    assert {key for key in values if len(tree[key[0]]) > 1} <= shown.keys(), "one sister is enough"
