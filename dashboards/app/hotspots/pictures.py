"""Pictures of the page of warning scores: the map of levels and the list."""

from dataclasses import replace

from dashboards.app.format_vi import number
from dashboards.app.hotspots.cards import LISTED, map_card, ranking_card
from dashboards.app.hotspots.facts import ADDRESS, LEVEL_NAMES, LOOKS, Facts, read_facts
from dashboards.app.parts.picture import boundaries_of, of_card, picture, with_status
from dashboards.app.viewer import roles_with
from dashboards.briefing.print_map import COUNTED, IN_TILES, THICK
from dashboards.pictures.bars import BarRow, bar_list
from dashboards.pictures.framed import Picture
from dashboards.pictures.look import SCREEN
from dashboards.pictures.maps import Mark, drawn_map

# what the page says about pressing a place is left out
IN_WORDS = "Gạch chéo: chưa đủ dữ liệu, không phải là xanh."


def map_picture(facts: Facts, search: str) -> Picture | None:
    """The level of every commune."""
    if not facts.scores:
        return None
    boundaries = boundaries_of(search)
    marks = [_mark(row, facts.tiles[row["commune_code"]]) for row in facts.scores]
    legend = [(LOOKS[level], name, facts.counts[level]) for level, name in LEVEL_NAMES.items()]
    notes = [COUNTED, THICK if boundaries else IN_TILES]
    drawn = drawn_map(marks, legend, boundaries, notes, SCREEN)
    name = f"diem-nong-{facts.period['period']}"
    made = replace(of_card(map_card(facts), drawn, name), sentence=IN_WORDS)
    return with_status(made, facts.period)


def _mark(row: dict, tile: dict) -> Mark:
    grey = row["level"] == "xám"
    return Mark(
        row["commune_code"],
        tile["short_name"],
        LOOKS[row["level"]],
        "?" if grey else number(row["score"]),
        tile["tile_row"],
        tile["tile_col"],
        row["score"] if row["level"] == "đỏ" else None,
    )


def ranking_picture(facts: Facts, _search: str) -> Picture | None:
    """Where to look first, with the range that other weights would give."""
    rows = facts.listed[:LISTED]
    if not rows:
        return None
    made = of_card(
        ranking_card(facts),
        bar_list([_bar(row) for row in rows], SCREEN),
        f"diem-nong-xem-truoc-{facts.period['period']}",
    )
    return with_status(made, facts.period)


def _bar(row: dict) -> BarRow:
    grey = row["level"] == "xám"
    return BarRow(
        row["commune_name"],
        "chưa đủ dữ liệu" if grey else number(row["score"], 1),
        None if grey else row["score"] / 100,
        LOOKS[row["level"]],
        span=None
        if grey
        else ((row["lowest_score"] or 0) / 100, (row["highest_score"] or 0) / 100),
        tag=row["level"],
    )


def register() -> None:
    """Register the pictures under the names of their cards, for who may see scores."""
    for name, make in (
        ("diem-nong-danh-sach", map_picture),
        ("diem-nong-xep-hang", ranking_picture),
    ):

        @picture(name, roles=roles_with("hotspots"))
        def drawn(search: str, make=make) -> Picture | None:
            facts = read_facts(**ADDRESS.read(search))
            return make(facts, search) if facts else None
