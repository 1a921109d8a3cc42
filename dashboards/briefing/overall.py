"""Sentences over all indicators: what moved most, how targets stand, how far comparing is safe."""

from collections.abc import Iterator

from dashboards.briefing.blocks import NBSP, Paragraph, Sentence
from dashboards.briefing.facts import PROVINCE, Facts
from dashboards.briefing.formal_parts import NOT_AGAIN, standing_of
from dashboards.briefing.layout import layout
from dashboards.briefing.phrases import against_quarter, target, value
from dashboards.briefing.sentences import say, say_text

CHANGED = "{K.ten_ngan}: {K}, {K.quy_truoc}."
MOST = 3  # of the changes that are named
APPROVALS = {
    "chính thức": "da-duyet",
    "điều chỉnh": "da-duyet-lai",
    NOT_AGAIN: "chua-duyet-lai",
}
HARDLY = "gần như không đổi"  # as fct_kpi_changes says it


def comparisons_missing(facts: Facts) -> tuple[Sentence, ...]:
    """What a reader must know first: who stands for the figures, a first quarter, units missing."""
    rows = facts.kpis.values()
    quarter = any(_compares(row, "quarter") for row in rows)
    years = [row for row in rows if _compares(row, "year")]
    said = [say(facts, APPROVALS[standing])] if (standing := standing_of(facts)) else []
    if few_reported(facts):
        said.append(say(facts, "thieu-nhieu"))
    if not quarter and not years:
        said.append(say(facts, "chua-co-so-sanh"))
    elif not years:
        said.append(say(facts, "chua-co-cung-ky"))
    elif all(row["year_comparability"] == "hạn chế" for row in years):
        said.append(say(facts, "so-sanh-han-che"))
    return tuple(said)


def few_reported(facts: Facts) -> bool:
    """Whether so many units are missing that a rise or fall of a sum says nothing."""
    enough = layout()["enough_reports"] * facts.quarter["expected_units"]
    return facts.quarter["reported_units"] < enough


def _compares(row: dict, side: str) -> bool:
    return row[f"{side}_kind"] not in (None, "not_comparable")


def most_changed(facts: Facts) -> Iterator[Paragraph]:
    """The indicators that moved most beside their own changes in the quarters before."""
    asked = {"area": PROVINCE, "period": facts.period, "comparison": "previous_quarter"}
    lines = []
    for row in facts.run("top_changes", **asked):
        kpi_id = row["kpi_id"]
        known = kpi_id in facts.kpis and row["unusual"] is not None
        if row["change_label"] == HARDLY:
            continue
        if known and row["comparability"] == "được" and against_quarter(facts, kpi_id):
            text = CHANGED.replace("K", kpi_id)
            lines.append(say_text(facts, text, "thay-doi", (kpi_id,)))
        if len(lines) == MOST:
            break
    if lines:
        yield Paragraph((say(facts, "thay-doi-nhieu-nhat"),))
        yield from (Paragraph((line,), is_bullet=True) for line in lines)


def target_results(facts: Facts) -> Iterator[Paragraph]:
    """Every indicator that has a target, beside it: facts for whoever writes the judgement."""
    lines = []
    for kpi_id in facts.kpis:
        if value(facts, kpi_id) and target(facts, kpi_id):
            lines.append(_beside_target(facts, kpi_id))
    if lines:
        words = "Kết quả so với mục tiêu, kế hoạch đến hết quý:"
        yield Paragraph((Sentence((words,), "muc-tieu-dan"),))
        yield from (Paragraph((line,), is_bullet=True) for line in lines)
    else:
        words = "Chưa có mục tiêu, kế hoạch nào để so sánh trong quý này."
        yield Paragraph((Sentence((words,), "muc-tieu-khong"),))


def _beside_target(facts: Facts, kpi_id: str) -> Sentence:
    """A number and its target; one that rounds to a target it misses is shown more exactly."""
    now, goal = facts.of_kpi(kpi_id), facts.of_kpi(kpi_id, "target")
    if now.text == goal.text and now.value != goal.value:
        now = facts.of_kpi(kpi_id, decimals=now.decimals + 1)
    name = facts.kpis[kpi_id]["short_name"]
    unit = f"{NBSP}{now.unit}" if now.unit else ""
    return Sentence(
        (f"{name}: ", now, f"{unit}, ", *target(facts, kpi_id), "."), "muc-tieu", (kpi_id,)
    )
