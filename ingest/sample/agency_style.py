"""The habits of each agency: file kind, layouts, spellings. They last over the quarters."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.sample.code_words import SHEET_NAMES
from ingest.sample.employers import Place, stream
from ingest.sample.layouts import OWED
from ingest.sample.more_layouts import MORE_LAYOUTS
from ingest.sample.spelling import PERIOD_SPELLINGS


@dataclass(frozen=True)
class Style:
    """How one agency draws its workbooks. Every field is a habit, fixed by seed and agency."""

    file_kind: str = "xlsx"
    two_files: bool = False
    layout: dict[str, int] = field(default_factory=dict)
    sheet_name: int = 0
    preamble: str = "two_sided"
    office_line: bool = False
    period_spelling: int = 0
    period_place: str = "title"
    bounds_line: bool = False
    report_line: bool = True
    upper_title: bool = True
    numbering: str = "letters"
    totals: str = "none"
    total_word: str = "Tổng cộng"
    subset_row: bool = False
    ytd_row: bool = False
    spacer: bool = False
    offset: int = 0
    zero: str = "0"
    text_numbers: str = "never"
    dates: str = "serial"
    open_word: str = ""
    commune: str = "official"
    nfd: bool = False
    first_vowel_tone: bool = False
    words: int = 0
    flags: int = 0
    case_numbers: int = 0
    nil_words: str = "Trong kỳ không phát sinh."
    nil_with_header: bool = True
    hidden_sheet: bool = False
    line_breaks: bool = False
    upper_header: bool = False
    running_number: str = "number"
    note: bool = False
    file_name: int = 0
    formula_totals: bool = False
    sends_also: frozenset[str] = frozenset()


# How many commune agencies send which kind of file; all others send .xlsx
_KINDS = (("xls_tcvn3", 3), ("xls", 7), ("ods", 6), ("csv_utf8", 1), ("csv_1258", 1))
_TWO_FILES = 8
# Share of the communes that send a form which they may, but need not send
_MAY_SEND = {
    "inspection_list": 0.3,
    "penalty_decisions": 0.25,
    "dispute_summary": 0.12,
    "outreach_sessions": 0.15,
    "alert_log": 0.3,
}


def commune_styles(seed: int, places: list[Place]) -> dict[str, Style]:
    """Styles of all commune agencies, keyed by commune code.

    Args:
        seed: seed of the whole sample.
        places: all communes; the rare file kinds are dealt out among them.
    """
    order = [place.code for place in places]
    stream(seed, "file kinds").shuffle(order)
    kinds: dict[str, str] = {}
    for kind, count in _KINDS:
        for _ in range(count):
            kinds[order[len(kinds)]] = kind
    two = set(order[len(kinds) : len(kinds) + _TWO_FILES])
    styles = {}
    for place in places:
        kind = kinds.get(place.code, "xlsx")
        style = invent_style(seed, place.code, kind, place.code in two)
        styles[place.code] = _with_more_forms(seed, place.code, style)
    return styles


def _with_more_forms(seed: int, code: str, style: Style) -> Style:
    """Which forms the commune sends though it need not, and how it draws them."""
    draw = stream(seed, "more forms", code)
    also = frozenset(form for form, share in _MAY_SEND.items() if draw.random() < share)
    more = {form: draw.randrange(len(layouts)) for form, layouts in MORE_LAYOUTS.items()}
    return replace(style, sends_also=also, layout=style.layout | more)


def invent_style(seed: int, code: str, kind: str, two_files: bool) -> Style:
    """Habits of one agency.

    Args:
        seed: seed of the whole sample.
        code: of the agency; its streams of chance hang on it.
        kind: file kind.
        two_files: whether it splits its forms over two workbooks.
    """
    draw = stream(seed, "style", code)
    rare = draw.random
    return Style(
        file_kind=kind,
        two_files=two_files or kind.startswith("csv"),
        layout={form: draw.randrange(len(layouts)) for form, layouts in OWED.items()},
        sheet_name=draw.randrange(len(SHEET_NAMES["dispute_log"])),
        preamble=draw.choices(("two_sided", "one_sided", "label"), (70, 18, 12))[0],
        office_line=rare() < 0.15,
        period_spelling=draw.randrange(len(PERIOD_SPELLINGS)),
        period_place=draw.choice(("title", "below", "below")),
        bounds_line=rare() < 0.4,
        report_line=rare() < 0.6,
        upper_title=rare() < 0.85,
        numbering=draw.choice(("letters", "letters", "brackets", "plain", "none")),
        totals=draw.choice(("none", "last", "last", "first")),
        total_word=draw.choice(("Tổng cộng", "Tổng số", "Cộng", "TỔNG CỘNG")),
        subset_row=rare() < 0.12,
        ytd_row=rare() < 0.1,
        spacer=rare() < 0.1,
        offset=1 if rare() < 0.1 else 0,
        zero=draw.choices(("0", "-", "không", ""), (55, 25, 10, 10))[0],
        text_numbers=draw.choices(("never", "large", "mixed"), (60, 25, 15))[0],
        dates=draw.choices(("serial", "slashes", "iso", "words", "mixed"), (40, 30, 8, 7, 15))[0],
        open_word=draw.choice(("", "", "-", "chưa kết thúc")),
        commune=draw.choices(
            ("official", "lower", "short", "dot", "bracket", "upper", "mixed"),
            (30, 15, 15, 10, 5, 5, 20),
        )[0],
        nfd=rare() < 0.06,
        first_vowel_tone=rare() < 0.4,
        words=draw.randrange(3),
        flags=draw.randrange(3),
        case_numbers=draw.randrange(4),
        nil_words=draw.choice(
            (
                "Trong kỳ không phát sinh.",
                "Không phát sinh",
                "Trong kỳ không phát sinh vụ việc nào.",
                "Trong quý, trên địa bàn không phát sinh.",
            )
        ),
        nil_with_header=rare() < 0.8,
        hidden_sheet=rare() < 0.06,
        line_breaks=rare() < 0.2,
        upper_header=rare() < 0.08,
        running_number=draw.choice(("number", "number", "text", "padded")),
        note=rare() < 0.25,
        file_name=draw.randrange(5),
        formula_totals=rare() < 0.5,
    )


DEPARTMENT_STYLES: dict[str, Style] = {
    "SNV": Style(
        layout={"inspection_summary": 0, "dispute_log": 2},
        period_place="below",
        bounds_line=True,
        totals="last",
        total_word="Tổng cộng (I+II)",
        dates="mixed",
        commune="mixed",
        text_numbers="large",
        note=True,
    ),
    "LDLD": Style(
        layout={"outreach_summary": 1, "stoppage_log": 0},
        sheet_name=1,
        period_spelling=1,
        totals="first",
        total_word="Toàn tỉnh",
        zero="-",
        words=1,
        commune="lower",
        dates="slashes",
        numbering="plain",
    ),
    "BQLKKT": Style(
        file_kind="xls",
        layout={"stoppage_log": 1, "employer_register": 2},
        sheet_name=2,
        period_spelling=2,
        totals="last",
        commune="dot",
        flags=2,
        text_numbers="large",
        numbering="brackets",
    ),
    "TTT": Style(
        layout={"inspection_summary": 2},
        period_place="below",
        totals="last",
        total_word="Tổng số",
        first_vowel_tone=True,
        commune="short",
        zero="-",
        note=True,
    ),
    "SVHTTDL": Style(
        layout={"outreach_summary": 1},
        sheet_name=2,
        period_place="below",
        preamble="one_sided",
        totals="first",
        total_word="Tổng số",
        text_numbers="mixed",
        zero="-",
        numbering="none",
    ),
    "BPTTH": Style(
        file_kind="ods",
        layout={"outreach_summary": 3},
        sheet_name=2,
        period_spelling=3,
        zero="",
        totals="last",
        commune="official",
        numbering="none",
    ),
    "STP": Style(
        file_kind="csv_utf8",
        layout={"outreach_summary": 1},
        preamble="label",
        period_spelling=1,
        totals="last",
        commune="lower",
        numbering="none",
    ),
    "SCT": Style(
        layout={"outreach_summary": 2},
        sheet_name=2,
        period_place="below",
        preamble="one_sided",
        totals="last",
        zero="không",
        numbering="none",
        running_number="text",
    ),
    "SXD": Style(
        file_kind="csv_1258",
        layout={"outreach_summary": 3},
        preamble="label",
        period_spelling=4,
        commune="official",
        numbering="none",
    ),
    "BHXH": Style(
        layout={"social_insurance": 0},
        period_place="below",
        totals="last",
        commune="mixed",
        dates="slashes",
        text_numbers="large",
        numbering="letters",
    ),
    "CTTDT": Style(
        layout={"media_products": 1},
        period_place="below",
        preamble="one_sided",
        totals="last",
        zero="-",
        numbering="none",
    ),
    "TCVN": Style(file_kind="xls", layout={"media_products": 0}, preamble="label", words=1),
    "CAT": Style(
        layout={"outreach_summary": 0},
        sheet_name=3,
        period_spelling=5,
        spacer=True,
        totals="last",
        total_word="Cộng",
        commune="upper",
        zero="0",
        nfd=True,
    ),
}
