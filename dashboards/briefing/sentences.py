"""Sentences written from numbers by the templates of `sentences.yml`.

A template names its indicators and holds a text for each state of the first of them:

    ngung-viec:
      kpis: [DS-06, DS-07]
      value: "Trong quý xảy ra {DS-06}[, {DS-07} tham gia]; {DS-06.quy_truoc}{DS-06.thieu}."
      zero: "Trong quý không xảy ra cuộc ngừng việc tập thể, đình công nào{DS-06.thieu}."

`{DS-06}` is the number with its unit; `{DS-06.part}` a phrase of `phrases.PHRASES`;
`{DS-01/dispute_type}` the parts of a number; `{ky.late_units}` a count of the quarter's units;
`{don_vi}` what these are, `{nhan}` the quarter's label, `{ky_tu}` and `{ky_den}` its days,
`{ngay_duyet}` when it was approved. What stands in `[…]` is left out where one of its placeholders
has nothing to say. A state without a text of its own takes `value` (zero) or a sentence that says
there is none; `alone` stands where the quarter before cannot be compared with; an empty text says
nothing.
"""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from dashboards.app.format_vi import lower_first
from dashboards.briefing.blocks import Figure, Sentence
from dashboards.briefing.facts import Facts
from dashboards.briefing.phrases import PHRASES, Phrase, against_quarter, parts_of

MERGER = date(2025, 7, 1)  # Nghị quyết 1673/NQ-UBTVQH15: 319 units became 99
TEMPLATES = Path(__file__).with_name("sentences.yml")
_PLACE = re.compile(r"\{([^{}]+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_KPI = re.compile(r"([A-Z]{2}-[0-9]{2})(?:\.([a-z_]+)|/([a-z_]+))?")
NOTHING = {
    "null": "Chưa có số liệu về {0.ten}: {0.ly_do}.",
    "na": "Không tính được {0.ten}: {0.ly_do}.",
    "withheld": "Số liệu về {0.ten} không công bố để bảo vệ số nhỏ.",
}


class TemplateError(ValueError):
    """A template is not there, or names what does not exist."""


@lru_cache(maxsize=1)
def templates() -> dict[str, dict]:
    """All templates by id, as `sentences.yml` holds them."""
    return yaml.safe_load(TEMPLATES.read_text(encoding="utf-8"))


def say(facts: Facts, template_id: str) -> Sentence | None:
    """Write one sentence from the facts of a quarter.

    Args:
        facts: the quarter.
        template_id: key of `sentences.yml`.

    Returns:
        The sentence; None where there is nothing to say, or where its leading indicator is not
        part of this release at all (an external one has no warning scores).

    Raises:
        TemplateError: no such template, or a placeholder that says nothing outside of brackets.
    """
    template = templates().get(template_id)
    if template is None:
        raise TemplateError(f"no template {template_id!r} in {TEMPLATES.name}")
    kpis = tuple(template.get("kpis", ()))
    text = template["value"]
    if kpis:
        if kpis[0] not in facts.kpis:
            return None
        lead = facts.of_kpi(kpis[0])
        if lead.value is None:
            text = template.get(lead.state, NOTHING[lead.state].replace("0.", f"{kpis[0]}."))
        elif lead.value == 0:
            text = template.get("zero", text)
        elif "alone" in template and against_quarter(facts, kpis[0]) is None:
            text = template["alone"]
    if not text:
        return None
    parts = _joined(_fill(facts, text, template_id))
    return Sentence(parts, template_id, kpis) if parts else None


def say_text(facts: Facts, text: str, template_id: str, kpis: tuple[str, ...] = ()) -> Sentence:
    """Write a sentence by a text with placeholders that is not in the file."""
    return Sentence(_joined(_fill(facts, text, template_id)), template_id, kpis)


def _fill(facts: Facts, text: str, template_id: str) -> list[str | Figure]:
    parts: list[str | Figure] = []
    end = 0
    for match in _OPTIONAL.finditer(text):
        parts += _required(facts, text[end : match.start()], template_id)
        parts += _placed(facts, match[1]) or ()
        end = match.end()
    return [*parts, *_required(facts, text[end:], template_id)]


def _required(facts: Facts, text: str, template_id: str) -> Phrase:
    parts = _placed(facts, text)
    if parts is None:
        raise TemplateError(f"{template_id}: a placeholder has nothing to say in {text!r}")
    return parts


def _placed(facts: Facts, text: str) -> Phrase | None:
    """A text with its placeholders filled; None where one of them has nothing to say."""
    parts: list[str | Figure] = []
    end = 0
    for match in _PLACE.finditer(text):
        phrase = _phrase(facts, match[1])
        if phrase is None:
            return None
        parts += [text[end : match.start()], *phrase]
        end = match.end()
    return (*parts, text[end:])


def _day(value: date) -> str:
    """A date as official documents write it: 05/3/2026, 02/10/2026 (Nghị định 30/2020)."""
    month = value.month if value.month > 2 else f"0{value.month}"
    return f"{value.day:02}/{month}/{value.year}"


def _phrase(facts: Facts, place: str) -> Phrase | None:
    if place == "don_vi":
        return (units_word(facts),)
    if place == "nhan":
        return (lower_first(facts.quarter["label"]),)
    if place in ("ky_tu", "ky_den"):
        return (_day(facts.quarter["starts_on" if place == "ky_tu" else "ends_on"]),)
    if place == "ngay_duyet":
        approved = facts.quarter["approved_at"]
        return (_day(approved),) if approved else None
    if place == "phu_luc_04":
        return ("; các số thay đổi nêu ở Phụ lục 04a",) if facts.is_internal else None
    if place.startswith("ky."):
        return (facts.of_quarter(place[3:]),)
    match = _KPI.fullmatch(place)
    if not match or (match[2] or "") not in PHRASES:
        raise TemplateError(f"unknown placeholder {{{place}}}")
    if match[3]:
        return parts_of(facts, match[1], match[3])
    return PHRASES[match[2] or ""](facts, match[1])


def units_word(facts: Facts) -> str:
    """Who reports at the lowest level: until the merger of 2025 the districts."""
    before = facts.quarter["ends_on"] < MERGER
    return "huyện, thị xã, thành phố (cũ)" if before else "xã, phường"


def _joined(parts: list[str | Figure]) -> tuple[str | Figure, ...]:
    """Words that follow each other as one text."""
    joined: list[str | Figure] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    if joined and isinstance(joined[-1], str):  # what was left out may have followed a blank
        joined[-1] = joined[-1].rstrip(" ")
    return tuple(joined)
