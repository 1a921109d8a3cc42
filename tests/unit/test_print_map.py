"""The map on paper: one SVG text, its classes and legend those of the app, no browser."""

import csv
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from dashboards.app.parts.map_classes import class_of, legend_counts
from dashboards.briefing.print_map import THICK, print_map
from dashboards.pictures.look import PAPER
from dashboards.pictures.maps import Mark, drawn_map, highest
from tests.browser.release_fixture import COMMUNES_CSV

SVG = "{http://www.w3.org/2000/svg}"
KPI = {"short_name": "Số cuộc & vụ", "unit": "cuộc", "decimals": 0}
LIMITS = [1.0, 2.0, 4.0]
STATES = [
    ("value", 5.0, "class-5"),
    ("value", 2.0, "class-3"),
    ("value", 0.0, "zero"),
    ("null", None, "null"),
    ("na", None, "na"),
    ("na", None, "withheld"),
]


def _values(**more) -> list[dict]:
    return [
        {
            "commune_code": f"0000{place}",
            "short_name": f"Xã số {place}",
            "tile_row": place,
            "tile_col": 0,
            "value": value,
            "value_state": state,
            "value_reason": "không công bố để bảo vệ số nhỏ" if look == "withheld" else None,
            "is_small_number": False,
        }
        | more
        for place, (state, value, look) in enumerate(STATES)
    ]


def boundaries(count: int = 6) -> dict:
    """Squares side by side, as an installed file has them."""
    return {
        "type": "FeatureCollection",
        "former_province_line": [[[1, 0], [1, 1]]],
        "features": [
            {
                "type": "Feature",
                "properties": {"commune_code": f"0000{n}", "label": [n + 0.5, 0.5]},
                "geometry": {
                    "type": "MultiPolygon" if n == 0 else "Polygon",
                    "coordinates": [_square(n)] if n == 0 else _square(n),
                },
            }
            for n in range(count)
        ],
    }


def _square(west: int) -> list:
    corners = [[west, 0], [west, 1], [west + 1, 1], [west + 1, 0], [west, 0]]
    return [[[x, y] for x, y in corners]]


def _fills(drawn: str, tag: str, least: float) -> Counter:
    """Fills of the marks that are larger than a swatch of the legend."""
    root = ElementTree.fromstring(drawn)
    marks = [mark for mark in root.iter(f"{SVG}{tag}") if float(mark.get("width", 99)) >= least]
    return Counter(mark.get("fill") for mark in marks if mark.get("stroke"))


@pytest.mark.parametrize("given", [None, boundaries()])
def test_every_state_has_its_own_look(given) -> None:
    drawn = print_map(_values(), KPI, given, limits=LIMITS)
    found = _fills(drawn, "path" if given else "rect", 30)
    wanted = {PAPER.fill(look) for _, _, look in STATES}
    assert len(wanted) == 6
    assert all(found[fill] == 1 for fill in wanted), found


def test_the_classes_and_their_words_are_those_of_the_app() -> None:
    values = _values()
    drawn = print_map(values, KPI, None, limits=LIMITS)
    texts = [text.text for text in ElementTree.fromstring(drawn).iter(f"{SVG}text")]
    for _, words, _ in legend_counts(values, LIMITS, "cuộc", 0):
        assert words in texts
    assert [class_of(row, LIMITS) for row in values] == [look for _, _, look in STATES]


def test_a_file_without_all_communes_is_not_drawn() -> None:
    drawn = print_map(_values(), KPI, boundaries(4), limits=LIMITS)
    assert "<path" not in drawn


def test_the_border_of_the_former_provinces_is_explained() -> None:
    drawn = print_map(_values(), KPI, boundaries(), limits=LIMITS)
    assert THICK in drawn
    assert 'stroke-width="1.8"' in drawn


def test_small_numbers_are_marked_and_explained() -> None:
    drawn = print_map(_values(is_small_number=True), KPI, None, limits=LIMITS)
    assert ">5 *<" in drawn
    assert "số trường hợp nhỏ" in drawn


def test_nobody_is_called_highest_where_a_tie_decides() -> None:
    marks = [Mark(str(n), "A", "class-1", "1", 0, n, float(n < 2)) for n in range(8)]
    assert [mark.code for mark in highest(marks)] == ["0", "1"]
    assert highest(marks[2:]) == []


def test_it_is_drawn_without_dash_or_plotly() -> None:
    child = (
        "import sys; import dashboards.briefing.print_map; "
        "print([m for m in ('dash', 'plotly', 'shapely', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_names_in_tiles_are_read_on_paper():
    """At 160 mm, four units a millimetre, nothing is below 6 pt; each of the 99 names fits."""
    with COMMUNES_CSV.open(encoding="utf-8") as file:
        communes = list(csv.DictReader(file))
    marks = [
        Mark(c["commune_code"], c["short_name"], "class-1", "12", int(c["tile_row"]),
             int(c["tile_col"]))
        for c in communes
    ]  # fmt: skip
    body, _ = drawn_map(marks, [("class-1", "đến 12", 99)], None, [], PAPER)
    drawn = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>')
    sizes = [float(text.get("font-size")) / 4 / 25.4 * 72 for text in drawn.iter(f"{SVG}text")]
    assert len(sizes) > 2 * 99
    assert min(sizes) >= 6


def test_larger_letters_stand_in_higher_tiles_and_inside_the_picture():
    small = ElementTree.fromstring(print_map(_values(), KPI, None, limits=LIMITS))
    look = replace(PAPER, letters=1.25)
    large = ElementTree.fromstring(print_map(_values(), KPI, None, limits=LIMITS, look=look))
    sizes = [
        {round(float(text.get("font-size")), 2) for text in picture.iter(f"{SVG}text")}
        for picture in (small, large)
    ]
    assert {round(size * 1.25, 2) for size in sizes[0]} == sizes[1]
    for text in large.iter(f"{SVG}text"):
        assert 0 < float(text.get("x")) < 640
        assert 0 < float(text.get("y")) < float(large.get("height"))
