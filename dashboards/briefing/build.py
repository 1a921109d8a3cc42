"""Make the content of a quarterly briefing from a release."""

from collections.abc import Iterator, Mapping

from dashboards.app.format_vi import lower_first
from dashboards.briefing import appendices, appendix_04, hotspots
from dashboards.briefing.blocks import Block, NoteSlot, Paragraph, Section, Sentence
from dashboards.briefing.chart_content import make_chart
from dashboards.briefing.content import Audience, Briefing
from dashboards.briefing.facts import Facts
from dashboards.briefing.formal_parts import (
    draft_mark,
    foot_line,
    letter_head,
    next_quarter_words,
    status_words,
)
from dashboards.briefing.headlines import headlines
from dashboards.briefing.layout import layout
from dashboards.briefing.overall import comparisons_missing, most_changed, target_results
from dashboards.briefing.sentences import say
from dashboards.briefing.source_files import sources
from dashboards.release_reader import Release


class NoSuchQuarter(LookupError):
    """The release holds no figures of the quarter."""


def build_briefing(
    release: Release,
    period: str,
    audience: Audience = "noi-bo",
    notes: Mapping[str, str] | None = None,
) -> Briefing:
    """Make the content of a briefing.

    Args:
        release: opened for the audience: with scope `Scope(audience="external")` for `ben-ngoai`;
            a scope without hot spots gives a briefing without them.
        period: a quarter of the release, `2026Q3`.
        audience: `noi-bo` or `ben-ngoai`.
        notes: people's own words by slot (`dashboards.briefing.notes`).

    Raises:
        NoSuchQuarter: the release holds no figures of the quarter.
        ValueError: an outsider's briefing of a release that was opened for insiders.
    """
    if (audience == "ben-ngoai") != (release.scope.audience == "external"):
        raise ValueError(f"audience {audience!r}, but the release shows {release.scope.audience!r}")
    facts = Facts(release, period, audience)
    if period not in facts.periods:
        raise NoSuchQuarter(period)
    restricted = facts.is_internal and release.scope.hotspots
    sections = tuple(_sections(facts, notes or {}, restricted=restricted))
    drawn = {block.id for section in sections for block in section.blocks if hasattr(block, "kind")}
    return Briefing(
        release_id=release.release_id,
        status=facts.quarter["release_status"],
        status_words=status_words(facts),
        draft_mark=draft_mark(facts),
        audience=audience,
        period=period,
        period_label=facts.quarter["label"],
        made_up=bool(release.manifest.get("made_up")),
        made_up_words="SỐ LIỆU GIẢ LẬP, CHỈ ĐỂ TRÌNH DIỄN"
        if release.manifest.get("made_up")
        else "",
        cut_off=say(facts, "so-lieu-chot"),
        received=say(facts, "da-nhan"),
        head=letter_head(facts),
        headlines=headlines(facts),
        red_list=hotspots.red_list(facts) if restricted else None,
        sections=sections,
        appendices=(
            appendices.indicators(facts),
            appendices.communes(facts),
            appendices.late_or_missing(facts),
            appendix_04.revisions(facts),
            *([appendix_04.stated_year_to_date(facts)] if facts.is_internal else []),
            appendices.explanations(facts),
            *([hotspots.appendix(facts)] if restricted else []),
        ),
        sheet_charts=tuple(one for one in layout()["sheet_charts"] if one in drawn),
        sources=sources(facts) if facts.is_internal else (),
        definitions=appendices.definitions(facts),
        footnotes=_footnotes(facts),
        foot_line=foot_line(facts),
    )


def _sections(facts: Facts, notes: Mapping[str, str], *, restricted: bool) -> Iterator[Section]:
    for plan in layout()["sections"]:
        if plan.get("restricted") and not restricted:
            continue
        title = plan["title"].replace("{KY_SAU}", next_quarter_words(facts).upper())
        blocks = [block for one in plan["blocks"] for block in _blocks(facts, one, notes)]
        if plan["number"] == "I":
            blocks[1:1] = list(_overall(facts))
        if plan["blocks"] and not blocks:
            continue  # people's words only, and outsiders get none of these
        finding = say(facts, plan["finding"]) if plan.get("finding") else None
        yield Section(plan["number"], title, tuple(blocks), finding)


def _overall(facts: Facts) -> Iterator[Block]:
    """What moved most, and how far comparing is safe: the program's own part of section I."""
    cautions = comparisons_missing(facts)
    if cautions:
        yield Paragraph(cautions)
    yield from most_changed(facts)


def _blocks(facts: Facts, plan: dict, notes: Mapping[str, str]) -> Iterator[Block]:
    if "say" in plan:
        said = tuple(filter(None, (say(facts, template) for template in plan["say"])))
        if said:
            yield Paragraph(said)
    elif "chart" in plan:
        chart = make_chart(facts, plan["chart"])
        if chart:
            yield chart
    elif "note" in plan:
        if not facts.is_internal:
            return
        slot = layout()["notes"][plan["note"]]
        text = (notes.get(plan["note"]) or "").strip() or None
        yield NoteSlot(plan["note"], slot["title"], text, slot["prompt"])
    elif "targets" in plan:
        yield from target_results(facts)
    elif "hotspots" in plan:
        yield hotspots.summary(facts)


def _footnotes(facts: Facts) -> tuple[Sentence, ...]:
    """Accepted warnings with the reason that whoever approved the quarter gave."""
    if not facts.is_internal:
        return ()
    return tuple(
        Sentence(
            (f"({row['footnote_no']}) {row['warning']}: {lower_first(row['reason'] or '')}",),
            "chu-thich",
        )
        for row in facts.run("period_footnotes", period=facts.period)
    )
