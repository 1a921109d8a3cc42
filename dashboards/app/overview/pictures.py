"""Pictures of the overview: its map and its ranked list, for the address of the page."""

from dashboards.app.ask import shown_release
from dashboards.app.format_vi import lower_first
from dashboards.app.overview.ranking import is_alone, ranking_sentence, shown_highest
from dashboards.app.overview.view import View, read_view
from dashboards.app.overview.wording import map_title, where_sentence
from dashboards.app.parts.drawn import map_drawn, ranking_drawn
from dashboards.app.parts.picture import picture, with_status
from dashboards.pictures.framed import Picture


def map_picture(view: View, search: str) -> Picture | None:
    """The map of the shown indicator."""
    if not view.communes:
        return None
    drawn = map_drawn(view.communes, view.kpi, view.class_limits, search)
    name = f"ban-do-{view.shown.kpi}-{view.shown.period}"
    return Picture(map_title(view), _measure(view), *drawn, where_sentence(view), (), name)


def ranking_picture(view: View, _search: str) -> Picture | None:
    """The highest communes."""
    rows = shown_highest(view)
    if not rows or is_alone(view):
        return None
    drawn = ranking_drawn(rows, view.kpi)
    name = f"xep-hang-{view.shown.kpi}-{view.shown.period}"
    title = "Xã, phường cao nhất"
    return Picture(title, _measure(view), *drawn, ranking_sentence(view), (), name)


def _measure(view: View) -> str:
    when = lower_first(view.period["label"])
    return f"{view.kpi['short_name']} · {view.kpi['unit']} · từng xã, phường · {when}"


def register() -> None:
    """Register the pictures."""
    for name, make in (("tong-quan-ban-do", map_picture), ("tong-quan-xep-hang", ranking_picture)):

        @picture(name)
        def drawn(search: str, make=make) -> Picture | None:
            release = shown_release()
            view = read_view(release, search) if release else None
            made = make(view, search) if view else None
            return with_status(made, view.period) if made else None
