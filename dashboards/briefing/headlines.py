"""The five to seven numbers of page one, each with what it is compared with."""

from dashboards.briefing.blocks import Sentence
from dashboards.briefing.chart_content import trend
from dashboards.briefing.content import Headline
from dashboards.briefing.facts import Facts
from dashboards.briefing.layout import layout
from dashboards.briefing.overall import few_reported
from dashboards.briefing.phrases import against_quarter, against_year, target

SHOWN = 7
REPORTING = "DQ-"  # these indicators are about the reports themselves
NO_COMPARISON = "Chưa có số để so sánh"


def headlines(facts: Facts) -> tuple[Headline, ...]:
    """The first seven of `report.yml` that have a number; where these are few, others too."""
    known = [kpi for kpi in layout()["headlines"] if kpi in facts.kpis]
    with_number = [kpi for kpi in known if facts.of_kpi(kpi).value is not None]
    without = [kpi for kpi in known if kpi not in with_number]
    chosen = (with_number + without)[:SHOWN]
    return tuple(_headline(facts, kpi) for kpi in known if kpi in chosen)


def _headline(facts: Facts, kpi_id: str) -> Headline:
    row = facts.kpis[kpi_id]
    found = (phrase(facts, kpi_id) for phrase in (against_quarter, against_year, target))
    said = tuple(
        Sentence((_capital(parts[0]), *parts[1:]), "so-lieu-chinh", (kpi_id,))
        for parts in found
        if parts
    )
    known = trend(facts, kpi_id)
    several = known is not None and sum(v is not None for v in known[1].values) > 1
    return Headline(
        kpi_id,
        row["short_name"],
        facts.of_kpi(kpi_id),
        said or (Sentence((_why_alone(row),), "so-lieu-chinh", (kpi_id,)),),
        _assessment(facts, kpi_id),
        known[1] if several else None,
    )


def _assessment(facts: Facts, kpi_id: str) -> str:
    """Better or worse than the quarter before; of reporting alone where many units are missing."""
    if few_reported(facts) and not kpi_id.startswith(REPORTING):
        return "neutral"
    return facts.kpis[kpi_id]["quarter_assessment"] or "neutral"


def _why_alone(row: dict) -> str:
    """Why a number stands alone; some are compared with the year before only, so that is said."""
    if row["value"] is None or row["year_kind"] != "not_comparable":
        return NO_COMPARISON
    reason = (row["year_label"] or "").partition(": ")[2]
    return f"{NO_COMPARISON} với cùng kỳ năm trước ({reason})" if reason else NO_COMPARISON


def _capital(words: object) -> object:
    return words[:1].upper() + words[1:] if isinstance(words, str) else words
