"""The content of a briefing: every number in its sentences is a number of the release."""

import re

import duckdb
import pytest

from dashboards.briefing.blocks import Figure, Paragraph
from dashboards.briefing.build import NoSuchQuarter, build_briefing
from dashboards.briefing.facts import Facts
from dashboards.briefing.figures import Remembered, read_again
from dashboards.briefing.headlines import headlines
from dashboards.briefing.layout import layout
from dashboards.briefing.sentences import TemplateError, say, say_text, templates
from dashboards.release_reader import current_release
from dashboards.release_scope import Scope
from tests.browser.release_fixture import write_release

NUMBER = re.compile(r"[0-9][0-9.]*(?:,[0-9]+)?")
# numbers that are words: quarters, dates, appendices, ages of rules, shares of a scale
FIXED = re.compile(
    r"[IVX]+/\d{4}|[IVX]+ năm \d{4}|\d{1,2}/\d{1,2}/\d{4}|Phụ lục 0\d|/10+0\.000|/1\.000|/100 |"
    r"bằng 0|gốc từ 10|từ \d+ lao động|từ \d+ tháng|"
    r"05 ngày làm việc|12 giờ|03 tháng|\d+/\d{4}/NĐ-CP|thời hạn \d+|"
    r"trên 1[0.]+"
)
COLUMNS = {
    "value": ("value", "quarter"),
    "numerator": ("numerator", "quarter"),
    "denominator": ("denominator", "quarter"),
    "reporting_units": ("reporting_units", "quarter"),
    "expected_units": ("expected_units", "quarter"),
    "quarter_base_value": ("value", "quarter"),
    "year_base_value": ("value", "quarter"),
    "ytd_value": ("value", "year_to_date"),
}
BANNED = ("do ", "nguyên nhân là", "vì ", "dự báo", "dự kiến", "sẽ ", "lỗi của", "trách nhiệm")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    write_release(home)
    return home


@pytest.fixture(scope="module")
def release(home):
    return current_release(home)


@pytest.fixture(scope="module")
def quarters(release):
    """Briefings of the newest quarter of the release and of its first one."""
    periods = [row["period"] for row in release.run("periods")]
    return [build_briefing(release, period) for period in (periods[0], periods[-1])]


def parsed(text: str) -> float:
    return float(text.replace(".", "").replace(",", ".").replace("−", "-").replace("+", ""))


def test_every_number_of_every_sentence_is_in_the_release(quarters, release) -> None:
    stated, answers = 0, Remembered(release)
    for briefing in quarters:
        for sentence in briefing.sentences():
            left = sentence.text
            for figure in sentence.figures:
                left = left.replace(figure.text, "#", 1)
                if figure.value is None:
                    continue
                value, text = read_again(answers, figure)
                assert (value, text) == (figure.value, figure.text), sentence.text
                shown = -parsed(figure.text) if figure.magnitude and value < 0 else parsed(text)
                half = 0.5 * 10**-figure.decimals * figure.divisor
                assert abs(shown * figure.divisor - value) <= half * 1.000001, sentence.text
                stated += 1
            assert not NUMBER.search(FIXED.sub("", left)), f"{sentence.template}: {sentence.text}"
    assert stated > 100


def test_numbers_of_indicators_are_those_of_the_fact_table(quarters, release) -> None:
    with duckdb.connect(str(release.folder / "internal.duckdb"), read_only=True) as connection:
        told = {
            row[:4]: dict(zip(("value", "numerator", "denominator", *UNITS), row[4:], strict=True))
            for row in connection.execute(
                "select kpi_id, area_code, period, period_span, value, numerator, denominator, "
                "reporting_units, expected_units from marts.fct_kpi_values"
            ).fetchall()
        }
    checked = 0
    for briefing in quarters:
        for figure in briefing.figures():
            place = figure.address and COLUMNS.get(figure.address.column)
            of_value = figure.kpi_id and figure.address.query in VALUE_QUERIES
            if figure.value is None or not place or not of_value:
                continue
            column, span = place
            row = told[figure.kpi_id, figure.area_code, figure.period, span]
            assert row[column] == figure.value, figure
            checked += 1
    assert checked > 1000


UNITS = ("reporting_units", "expected_units")
VALUE_QUERIES = ("comparison_block", "communes_in_quarter", "kpi_series")


def test_no_words_of_a_program_are_printed(quarters) -> None:
    for briefing in quarters:
        texts = [sentence.text for sentence in briefing.sentences()]
        texts += [figure.text for figure in briefing.figures()]
        texts += [chart.alt for chart in briefing.charts()]
        texts += [title for section in briefing.sections for title in (section.title,)]
        for table in briefing.tables():
            assert table.rows or table.empty, table.id
            texts += [cell for row in table.rows for cell in row.cells if isinstance(cell, str)]
            assert all(len(row.cells) == len(table.columns) for row in table.rows), table.id
        for text in texts:
            assert not re.search(r"\b(?:nan|None|null|inf|True|False)\b|\{|\}", text), text


def test_the_program_writes_no_cause_blame_or_forecast() -> None:
    for template_id, template in templates().items():
        for state, text in template.items():
            if isinstance(text, str) and template_id != "so-sanh-han-che":
                assert not any(word in f" {text.lower()}" for word in map(" {}".format, BANNED)), (
                    template_id,
                    state,
                )


def test_every_template_of_the_report_exists_and_every_slot_has_a_prompt() -> None:
    known = templates()
    for section in layout()["sections"]:
        assert section.get("finding", "y-i") in known
        for block in section["blocks"]:
            assert set(block.get("say", ())) <= set(known)
            assert "note" not in block or layout()["notes"][block["note"]]["prompt"]
            assert "chart" not in block or layout()["charts"][block["chart"]]["title"] in known


def test_only_the_leading_indicator_stands_outside_of_brackets() -> None:
    """A second one may have no number in a quarter: its words are left out with it."""
    for template_id, template in templates().items():
        for state in ("value", "zero", "alone"):
            outside = re.sub(r"\[[^\[\]]*\]", "", template.get(state) or "")
            named = {place[:5] for place in re.findall(r"\{([A-Z]{2}-\d{2})", outside)}
            assert named <= set(template.get("kpis", [])[:1]), (template_id, state)


def test_a_first_quarter_says_that_there_is_nothing_to_compare(quarters, release) -> None:
    first = quarters[-1]
    facts = Facts(release, first.period)
    if any(row["quarter_kind"] not in (None, "not_comparable") for row in facts.kpis.values()):
        pytest.skip("the first quarter of the made-up release can be compared")
    said = " ".join(b.text for b in first.sections[0].blocks if isinstance(b, Paragraph))
    assert "quý đầu tiên có số liệu" in said or "Chưa có số liệu cùng kỳ" in said


def test_a_number_that_stands_alone_says_why(release) -> None:
    facts = Facts(release, "2026Q3")
    kpi_id = next(one.kpi_id for one in headlines(facts) if one.figure.value is not None)
    row = facts.kpis[kpi_id]
    row |= {"quarter_kind": "not_comparable", "year_kind": "not_comparable", "target": None}
    row["year_label"] = "không so sánh được: chưa có số liệu quý III/2025"

    def said() -> str:
        found = next(one for one in headlines(facts) if one.kpi_id == kpi_id)
        return found.comparisons[0].text

    whole = "Chưa có số để so sánh với cùng kỳ năm trước (chưa có số liệu quý III/2025)"
    assert said() == whole
    row["year_kind"] = None
    assert said() == "Chưa có số để so sánh"


def test_missing_communes_are_named(release) -> None:
    facts = Facts(release, "2026Q3")
    kpi_id = next(k for k, row in facts.kpis.items() if row["missing_names"])
    text = say_text(facts, f"{{{kpi_id}}}{{{kpi_id}.thieu}}.", "thu").text
    assert "chưa bao gồm" in text
    name = facts.kpis[kpi_id]["missing_names"].split(", ")[0]
    assert name[0].lower() + name[1:] in text


def test_a_reader_without_the_right_gets_no_hot_spots(home, release) -> None:
    closed = current_release(home, Scope(hotspots=False))
    briefing = build_briefing(closed, "2026Q3")
    assert briefing.red_list is None
    assert [table.number for table in briefing.appendices] == ["01", "02", "03", "04a", "04b", "05"]
    assert "II.7" not in [section.number for section in briefing.sections]
    assert not any((figure.kpi_id or "").startswith("EW") for figure in briefing.figures())
    full = build_briefing(release, "2026Q3")
    assert full.appendices[-1].restricted


def test_a_sentence_whose_end_is_left_out_ends_without_a_blank(release) -> None:
    facts = Facts(release, "2026Q3")
    assert say_text(facts, "[Có {DQ-01.tu}. ][{CI-09} nữa.]", "thu").text.endswith(".")


def test_numbers_and_units_are_held_together(quarters) -> None:
    for sentence in (s for briefing in quarters for s in briefing.sentences()):
        for at, part in enumerate(sentence.parts[1:], 1):
            before = sentence.parts[at - 1]
            if isinstance(before, Figure) and before.unit and isinstance(part, str):
                assert not part.startswith(f" {before.unit}"), sentence.text


def test_what_cannot_be_built_says_so(release) -> None:
    with pytest.raises(NoSuchQuarter):
        build_briefing(release, "1999Q1")
    with pytest.raises(ValueError, match="ben-ngoai"):
        build_briefing(release, "2026Q3", "ben-ngoai")
    facts = Facts(release, "2026Q3")
    with pytest.raises(TemplateError):
        say(facts, "khong-co")
    with pytest.raises(TemplateError):
        say_text(facts, "{khong-co}", "thu")


def test_the_same_release_gives_the_same_content(release, quarters) -> None:
    again = build_briefing(release, quarters[0].period)
    assert again == quarters[0]
