"""Pictures of the page's cards that Plotly does not draw."""

from collections.abc import Callable

from dashboards.app.indicators.cards import map_card, multiples_card, order_card, ranked_rows
from dashboards.app.indicators.facts import Facts
from dashboards.app.indicators.multiples import now_in_words
from dashboards.app.indicators.two_quarters import (
    SHOWN_ROWS,
    areas_card,
    bar_rows,
    base_map_card,
    by_change,
    communes_card,
    moved_most,
)
from dashboards.app.parts.drawn import map_drawn, points, ranking_drawn
from dashboards.app.parts.picture import of_card, picture, with_status
from dashboards.app.parts.pieces import short_change
from dashboards.app.parts.ranked_bars import EMPHASISED
from dashboards.app.parts.trend import MERGER
from dashboards.pictures.bars import BarRow, bar_list
from dashboards.pictures.framed import Picture
from dashboards.pictures.look import SCREEN
from dashboards.pictures.sparks import panels

SMALL = "*: mẫu số nhỏ, không nên kết luận."
TICK = "Vạch dọc: {}."


def map_picture(facts: Facts, search: str) -> Picture | None:
    """The map of the shown indicator."""
    if not facts.is_of_communes or not facts.communes:
        return None
    drawn = map_drawn(facts.communes, facts.kpi, facts.class_limits, search)
    return of_card(map_card(facts), drawn, f"ban-do-{facts.kpi_id}-{facts.period_id}")


def order_picture(facts: Facts, _search: str) -> Picture | None:
    """The ranked list."""
    rows = ranked_rows(facts) if facts.is_of_communes else []
    if not rows:
        return None
    small = any(row["is_small_number"] for row in rows)
    drawn, name = ranking_drawn(rows, facts.kpi), f"xep-hang-{facts.kpi_id}-{facts.period_id}"
    return of_card(order_card(facts), drawn, name, (SMALL,) if small else ())


def multiples_picture(facts: Facts, _search: str) -> Picture | None:
    """The small multiples."""
    if not facts.is_of_communes:
        return None
    found = [
        (
            facts.area_names.get(code, ""),
            now_in_words(rows, facts.kpi, facts.period_id)[1],
            points(rows, facts.period_id),
            sum(1 for row in rows if row["starts_on"] < MERGER),
        )
        for code, rows in facts.panels.items()
    ]
    name = f"nhieu-dia-ban-{facts.kpi_id}-{facts.period_id}"
    return of_card(multiples_card(facts), panels(found, SCREEN), name)


def base_map_picture(facts: Facts, search: str) -> Picture | None:
    """The map of the second quarter."""
    if facts.base_id is None or not facts.is_of_communes or not facts.base_communes:
        return None
    drawn = map_drawn(facts.base_communes, facts.kpi, facts.class_limits, search)
    return of_card(base_map_card(facts), drawn, f"ban-do-{facts.kpi_id}-{facts.base_id}")


def communes_beside(facts: Facts, _search: str) -> Picture | None:
    """The communes that rose or fell the most between two quarters."""
    rows = moved_most(facts.commune_pairs, down=facts.shown["xep"] == "thap")[:SHOWN_ROWS]
    return _beside(facts, communes_card, rows) if rows else None


def areas_beside(facts: Facts, _search: str) -> Picture | None:
    """The roll-ups in two quarters."""
    if facts.base_id is None:
        return None
    rows = by_change(facts.area_pairs, down=facts.shown["xep"] == "thap")
    return _beside(facts, areas_card, rows) if rows else None


def _beside(facts: Facts, card: Callable, rows: list[dict]) -> Picture:
    """Bars of the shown quarter, with a rule where the other one ended."""
    bars = [
        BarRow(
            row["area_name"] + (" *" if row["is_small_number"] else ""),
            f"{row['base_words']} → {row['now_words']}"
            + ("" if row["pair_kind"] == "not_comparable" else f" ({_step(row)})"),
            row["now_share"],
            "strong" if place < EMPHASISED else "plain",
            tick=row["base_share"],
        )
        for place, row in enumerate(bar_rows(facts, rows))
    ]
    name = f"hai-quy-{facts.kpi_id}-{facts.period_id}-{facts.base_id}"
    return of_card(card(facts), bar_list(bars, SCREEN), name, (TICK.format(facts.base_label),))


def _step(row: dict) -> str:
    """The change with its direction, as short as a card says it."""
    is_amount = row["pair_kind"] in ("percent", "points", "absolute")
    sign = ("+" if row["pair_abs"] > 0 else "−") if is_amount else ""
    return sign + short_change(row, "pair")


def register() -> None:
    """Register the pictures under the names of their cards."""

    def of_address(make: Callable[[Facts, str], Picture | None]) -> Callable:
        def made(search: str) -> Picture | None:
            facts = Facts.of_address(search)
            drawn = make(facts, search)
            quarter = facts.base_period if make is base_map_picture and drawn else facts.period
            return with_status(drawn, quarter) if drawn else None

        return made

    picture("chi-tieu-ban-do")(of_address(map_picture))
    picture("chi-tieu-xep-hang")(of_address(order_picture))
    picture("chi-tieu-ban-do-ky-goc")(of_address(base_map_picture))
    picture("chi-tieu-hai-quy")(of_address(communes_beside))
    picture("chi-tieu-hai-quy-dia-ban")(of_address(areas_beside))
    picture("chi-tieu-nhieu-dia-ban")(of_address(multiples_picture))
