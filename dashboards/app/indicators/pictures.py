"""Pictures of the page's cards that Plotly does not draw."""

from collections.abc import Callable

from dashboards.app.indicators.cards import map_card, multiples_card, order_card, ranked_rows
from dashboards.app.indicators.facts import Facts
from dashboards.app.indicators.multiples import now_in_words
from dashboards.app.parts.drawn import map_drawn, points, ranking_drawn
from dashboards.app.parts.picture import of_card, picture, with_status
from dashboards.app.parts.trend import MERGER
from dashboards.pictures.framed import Picture
from dashboards.pictures.look import SCREEN
from dashboards.pictures.sparks import panels

SMALL = "*: mẫu số nhỏ, không nên kết luận."


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


def register() -> None:
    """Register the pictures under the names of their cards."""

    def of_address(make: Callable[[Facts, str], Picture | None]) -> Callable:
        def made(search: str) -> Picture | None:
            facts = Facts.of_address(search)
            drawn = make(facts, search)
            return with_status(drawn, facts.period) if drawn else None

        return made

    picture("chi-tieu-ban-do")(of_address(map_picture))
    picture("chi-tieu-xep-hang")(of_address(order_picture))
    picture("chi-tieu-nhieu-dia-ban")(of_address(multiples_picture))
