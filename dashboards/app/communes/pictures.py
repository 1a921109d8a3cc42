"""The picture of a commune's indicators: the sparkline table."""

from dashboards.app.communes.cards import profile_card
from dashboards.app.communes.facts import Facts
from dashboards.app.communes.profile import level, place, shown_value
from dashboards.app.communes.tables import facts_of
from dashboards.app.format_vi import NOT_APPLICABLE
from dashboards.app.indicators.facts import KPI_GROUPS
from dashboards.app.parts.drawn import points
from dashboards.app.parts.picture import of_card, picture, with_status
from dashboards.app.viewer import SIGNED_IN
from dashboards.pictures.framed import Picture
from dashboards.pictures.look import SCREEN
from dashboards.pictures.sparks import SparkRow, spark_table

HEADINGS = ("Chỉ tiêu", "Giá trị", "Trung vị tỉnh", "Thứ hạng trong tỉnh", "Nhóm cùng quy mô")
NOTES = (
    "Cột sẫm: quý đang xem; cột kẻ sọc: so sánh hạn chế; khung nét đứt: không có số liệu. "
    "*: mẫu số nhỏ, không xếp hạng. Dấu –: không có đối tượng để tính hay không xếp hạng.",
)


def profile_picture(facts: Facts) -> Picture | None:
    """All indicators of a commune, one group below the other."""
    groups: dict[str, list[SparkRow]] = {}
    for row in facts.profile:
        groups.setdefault(KPI_GROUPS.get(row["kpi_id"][:2], "Khác"), []).append(_row(facts, row))
    if not groups:
        return None
    drawn = spark_table(HEADINGS, list(groups.items()), SCREEN)
    name = f"chi-tieu-{facts.code}-{facts.period_id}"
    return with_status(of_card(profile_card(facts), drawn, name, NOTES), facts.period)


def _row(facts: Facts, row: dict) -> SparkRow:
    value = shown_value(row) + (" *" if row["is_small_number"] else "")
    ranks = (place(row, among) for among in ("province", "band"))
    texts = (text if isinstance(text, str) else NOT_APPLICABLE for text in ranks)
    return SparkRow(
        (row["short_name"], value, level(row, "province_median"), *texts),
        points(facts.window(row["kpi_id"]), facts.period_id),
    )


def register() -> None:
    """Register the picture under the name of its card."""

    @picture("xa-phuong-chi-tieu", roles=SIGNED_IN)
    def profile(search: str) -> Picture | None:
        facts = facts_of(search)
        return profile_picture(facts) if facts else None
