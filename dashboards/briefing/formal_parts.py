"""The formal parts of the report: head, status in words, the line at the foot of every page."""

from datetime import date

from dashboards.app.format_vi import day, lower_first
from dashboards.briefing.content import ADJUSTED_MARK, DRAFT_MARK, LetterHead
from dashboards.briefing.facts import Facts
from dashboards.briefing.layout import layout
from dashboards.briefing.sentences import units_word

NOT_AGAIN = "điều chỉnh, chưa duyệt lại"
STATUS = {
    "tạm tính": "số liệu tạm tính, chưa được duyệt",
    "chính thức": "số liệu chính thức",
    "điều chỉnh": "số liệu chính thức đã điều chỉnh",
    NOT_AGAIN: "số liệu điều chỉnh, chưa được duyệt lại",
}
QUARTERS = ("I", "II", "III", "IV")


def standing_of(facts: Facts) -> str | None:
    """Who stands for the figures: a status, `NOT_AGAIN`, or None while nobody has approved them."""
    quarter = facts.quarter
    if quarter["release_status"] == "điều chỉnh" and not quarter["is_approved"]:
        return NOT_AGAIN
    return quarter["release_status"] if quarter["approved_at"] else None


def draft_mark(facts: Facts) -> str:
    """What stands on every page while nobody stands for the figures; "" where somebody does."""
    marks = {"tạm tính": DRAFT_MARK, NOT_AGAIN: ADJUSTED_MARK}
    return marks.get(standing_of(facts) or facts.quarter["release_status"], "")


def status_words(facts: Facts) -> str:
    """The quarter's status as a reader is told it."""
    status = standing_of(facts) or facts.quarter["release_status"]
    return STATUS.get(status, status)


def quarter_in_words(period: str) -> str:
    """A quarter inside a sentence of an official text: `quý III năm 2026`."""
    return f"quý {QUARTERS[int(period[-1]) - 1]} năm {period[:4]}"


def next_quarter_words(facts: Facts) -> str:
    """The quarter after the reported one."""
    year, quarter = int(facts.period[:4]), int(facts.period[-1])
    following = f"{year + 1}Q1" if quarter == 4 else f"{year}Q{quarter + 1}"
    return quarter_in_words(following)


def letter_head(facts: Facts) -> LetterHead:
    """The head of the report; an outsider's sheet is no letter and has no signature."""
    plan = dict(layout()["head"])
    if not facts.is_internal:
        plan |= layout()["outside"]
    words = quarter_in_words(facts.period)
    end = facts.quarter["ends_on"]
    month = f"0{end.month}" if end.month < 3 else str(end.month)
    return LetterHead(
        plan["agency_above"],
        plan["agency"],
        plan["nation"],
        plan["motto"],
        plan["number_line"] if facts.is_internal else "",
        f"{plan['place']}, ngày       tháng {month} năm {end.year}",
        plan["kind"],
        plan["subject"].format(ky=words),
        tuple(plan["addressed_to"]),
        tuple(one["text"].format(ky=words) for one in plan["grounds"] if _holds(one, end)),
        tuple(plan["recipients"]),
        tuple(plan["signer"]),
        plan["contact"],
    )


def _holds(ground: dict, end: date) -> bool:
    """Whether a ground was there when the quarter ended."""
    return ground.get("since", date.min) <= end <= ground.get("until", date.max)


def foot_line(facts: Facts) -> str:
    """What a single printed page must tell: period, coverage, status, release."""
    quarter = facts.quarter
    return (
        f"{quarter['label']} ({day(quarter['starts_on'])}–{day(quarter['ends_on'])}) · "
        f"{quarter['reported_units']}/{quarter['expected_units']} {units_word(facts)} · "
        f"{lower_first(status_words(facts))} · bản công bố {facts.release.release_id}"
    )
