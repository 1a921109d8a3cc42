"""A briefing as the plain data that the Typst templates set: strings, numbers and lists only.

No Typst markup is ever made here. Strings go over as JSON and are set letter for letter, so a note
that reads `#import` or begins with a dash prints just that.
"""

import re
import unicodedata
from typing import Any

from dashboards.briefing.blocks import (
    Block,
    Chart,
    Column,
    NoteSlot,
    Paragraph,
    Row,
    Section,
    Table,
)
from dashboards.briefing.content import Briefing, Headline
from dashboards.briefing.identity import keywords, moment_of
from dashboards.briefing.pdf_tables import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, table_data

ASSESSMENT_WORDS = {"good": "tốt lên", "bad": "xấu đi"}
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def report_data(briefing: Briefing, pictures: dict[str, str]) -> dict[str, Any]:
    """Return what `report.typ` sets.

    Args:
        briefing: the content.
        pictures: SVG text of every chart, by the chart's id.

    Raises:
        KeyError: a chart has no picture.
        TooWide: a table does not fit its page.
    """
    return clean(
        {
            **frame(briefing, "report"),
            "appendix_of": _appendix_of(briefing),
            "opening": [briefing.cut_off.text, briefing.received.text],
            "headlines": table_data(_headline_table(briefing), PORTRAIT_WIDTH),
            "red_list": briefing.red_list and table_data(briefing.red_list, PORTRAIT_WIDTH),
            "footnotes": [sentence.text for sentence in briefing.footnotes],
            "sections": _sections(briefing, pictures),
            "appendices": _appendices(briefing),
        }
    )


def frame(briefing: Briefing, document: str) -> dict[str, Any]:
    """Return what both documents need: metadata, formal head, the lines of every page.

    Args:
        briefing: the content.
        document: `report` or `sheet`; kept in the metadata with release, period and audience.
    """
    head = briefing.head
    return {
        "title": f"{head.kind.capitalize()}: {head.subject}",
        "description": f"{briefing.period_label}. {briefing.status_words}",
        "keywords": keywords(briefing, document),
        "created": list(moment_of(briefing.release_id).timetuple()[:6]),
        "head": {
            "agency_above": head.agency_above,
            "agency": head.agency,
            "nation": head.nation,
            "motto": head.motto,
            "number_line": head.number_line,
            "place_date": head.place_date,
            "kind": head.kind,
            "subject": head.subject,
            "addressed_to": list(head.addressed_to),
            "grounds": list(head.grounds),
            "recipients": _closed(head.recipients),
            "signer": list(head.signer),
            "contact": head.contact,
        },
        "draft_mark": briefing.draft_mark,
        "made_up_words": briefing.made_up_words if briefing.made_up else "",
        "foot_line": _foot_line(briefing),
    }


def clean(value: Any) -> Any:
    """Return data with every text composed (NFC) and without signs that nobody sees.

    Args:
        value: strings, numbers, lists and dictionaries, nested.
    """
    if isinstance(value, str):
        return _UNSEEN.sub("", unicodedata.normalize("NFC", value)).replace("\t", " ")
    if isinstance(value, dict):
        return {name: clean(item) for name, item in value.items()}
    if isinstance(value, list):
        return [clean(item) for item in value]
    return value


def _foot_line(briefing: Briefing) -> str:
    if briefing.release_id in briefing.foot_line:
        return briefing.foot_line
    return f"Bản phát hành {briefing.release_id}. {briefing.foot_line}".strip()


def _appendix_of(briefing: Briefing) -> str:
    number = briefing.head.number_line.replace("Số:", "").strip()
    if not number:
        return ""
    number = f"… {number}" if number.startswith("/") else number
    return f"(Kèm theo {briefing.head.kind.capitalize()} số {number})"


def _closed(lines: tuple[str, ...]) -> list[str]:
    """Lines of a list, each with its semicolon and the last with a full stop."""
    ends = [";"] * (len(lines) - 1) + ["."]
    return (
        [line.rstrip(" ;.") + end for line, end in zip(lines, ends, strict=True)] if lines else []
    )


def _headline_table(briefing: Briefing) -> Table:
    return Table(
        id="so-lieu-chinh",
        title=f"Số liệu chính {briefing.period_label[:1].lower()}{briefing.period_label[1:]}",
        columns=(
            Column("Chỉ tiêu", weight=1.5),
            Column("Kết quả", weight=1.15),
            Column("So sánh", weight=3.6),
        ),
        rows=tuple(
            Row((line.label, line.figure.with_unit, comparisons(line)))
            for line in briefing.headlines
        ),
        empty="Chưa có số liệu của kỳ này.",
    )


def comparisons(line: Headline) -> str:
    """Return the comparisons of a headline, one a line; what a colour would say is said in words.

    Args:
        line: one of the numbers of page one.
    """
    told = [sentence.text for sentence in line.comparisons]
    word = ASSESSMENT_WORDS.get(line.assessment)
    if told and word:
        told[0] = f"{told[0]} ({word})"
    return "\n".join(told) or "Chưa có kỳ nào để so sánh"


def _sections(briefing: Briefing, pictures: dict[str, str]) -> list[dict[str, Any]]:
    """The parts of the report; outsiders get no places to write in, nor parts of nothing else."""
    is_inside = briefing.audience == "noi-bo"
    parents = {s.number.rsplit(".", 1)[0] for s in briefing.sections if "." in s.number}
    sections = []
    for section in briefing.sections:
        written = tuple(b for b in section.blocks if not isinstance(b, NoteSlot) or b.text)
        if not is_inside and not written and section.number not in parents:
            continue
        # a signed copy leaves out what nobody wrote, but never a heading with nothing under it
        keeps_slots = is_inside and (briefing.is_draft or not written)
        blocks = section.blocks if keeps_slots else written
        sections.append(_section(section, blocks, briefing.is_draft, pictures))
    return sections


def _section(
    section: Section, blocks: tuple[Block, ...], is_draft: bool, pictures: dict[str, str]
) -> dict[str, Any]:
    level = 1 + section.number.count(".")
    number = section.number.rsplit(".", 1)[-1]
    title = section.title if level > 1 else section.title.upper()
    return {
        "level": level,
        "title": f"{number}. {title}",
        "blocks": _lists_joined([_block(block, is_draft, pictures) for block in blocks]),
    }


def _block(block: Block, is_draft: bool, pictures: dict[str, str]) -> dict[str, Any]:
    match block:
        case Paragraph():
            if block.is_bullet:
                return {"kind": "list", "items": [block.text]}
            return {"kind": "paragraph", "text": block.text}
        case Table():
            room = LANDSCAPE_WIDTH if block.landscape else PORTRAIT_WIDTH
            return {"kind": "table", **table_data(block, room)}
        case Chart():
            return {"kind": "chart", **chart_data(block, pictures)}
        case NoteSlot():
            return {
                "kind": "note",
                "title": block.title,
                "prompt": block.prompt if is_draft else "",
                "text": paragraphs(block.text or ""),
            }


def chart_data(chart: Chart, pictures: dict[str, str]) -> dict[str, Any]:
    """Return a chart with its picture and the words around it.

    Args:
        chart: one of the briefing's charts.
        pictures: SVG text by chart id.

    Raises:
        KeyError: no picture of this chart.
    """
    return {
        "title": chart.title.text,
        "subtitle": chart.subtitle,
        "words": chart.words.text,
        "alt": chart.alt,
        "svg": pictures[chart.id],
    }


def _lists_joined(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    joined: list[dict[str, Any]] = []
    for block in blocks:
        if joined and block["kind"] == joined[-1]["kind"] == "list":
            joined[-1]["items"] += block["items"]
        else:
            joined.append(block)
    return joined


def paragraphs(text: str) -> list[list[str]]:
    """Return people's text as paragraphs (parted by an empty line) of lines.

    Args:
        text: as it was written.
    """
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return [[line.strip() for line in part.split("\n")] for part in parts if part.strip()]


def _appendices(briefing: Briefing) -> list[list[dict[str, Any]]]:
    """The appendices page by page: one that goes on with the one before stands below it."""
    groups: list[list[dict[str, Any]]] = []
    for table in briefing.appendices:
        if table.goes_on and groups:
            groups[-1].append(_appendix(table))
        else:
            groups.append([_appendix(table)])
    return groups


def _appendix(table: Table) -> dict[str, Any]:
    room = LANDSCAPE_WIDTH if table.landscape else PORTRAIT_WIDTH
    return {**table_data(table, room), "label": f"Phụ lục {table.number}"}
