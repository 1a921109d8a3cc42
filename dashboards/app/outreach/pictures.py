"""The picture of the plan bars."""

from dashboards.app.format_vi import number
from dashboards.app.outreach.cards import plan_card
from dashboards.app.outreach.facts import ADDRESS, Facts, read_facts
from dashboards.app.outreach.plan_bars import SHOWN, is_behind, scale_of
from dashboards.app.parts.picture import of_card, picture, with_status
from dashboards.app.viewer import SIGNED_IN
from dashboards.pictures.bars import BarRow, bar_legend, bar_list
from dashboards.pictures.framed import Picture
from dashboards.pictures.look import SCREEN


def plan_picture(facts: Facts) -> Picture | None:
    """The plan bars as the page shows them."""
    rows = facts.ordered[:SHOWN]
    if not rows:
        return None
    scale, due = scale_of(facts.ordered), facts.due_share
    bars = [
        BarRow(
            row["commune_name"],
            f"{number(row['sessions_held'])}/{number(row['sessions_planned'])} "
            f"({number(row['fulfilment_pct'])} %)",
            row["fulfilment_pct"] / scale,
            "plain" if is_behind(facts, row) else "strong",
            band=(due or 0) / scale,
            tick=100 / scale,
        )
        for row in rows
    ]
    drawn, high = bar_list(bars, SCREEN)
    entries = [
        ("strong", "đã thực hiện, kịp tiến độ"),
        ("plain", "đã thực hiện, chậm hơn tiến độ"),
        ("band", "tiến độ cần đạt đến hết quý"),
        ("tick", "kế hoạch cả năm (100 %)"),
    ]
    legend, more = bar_legend(entries, high + 10, SCREEN)
    name = f"ke-hoach-tuyen-truyen-{facts.period['period']}"
    made = of_card(plan_card(facts), (drawn + legend, high + 10 + more), name)
    return with_status(made, facts.period)


def register() -> None:
    """Register the picture under the name of its card."""

    @picture("tuyen-truyen-ke-hoach", roles=SIGNED_IN)
    def plan(search: str) -> Picture | None:
        facts = read_facts(**ADDRESS.read(search))
        return plan_picture(facts) if facts else None
