"""`qhld briefing`: make the documents of a quarter."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dagster_project.cli.periods import parse_period
from dagster_project.user_error import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboards.briefing.content import Briefing
    from dashboards.briefing.produce import Document
    from dashboards.release_reader import Release

AUDIENCES = {"noi-bo": "nội bộ", "ben-ngoai": "bên ngoài"}


def make(
    period: str, formats: str | None, out: Path | None, audience: str, by: str | None = None
) -> int:
    """Make the documents of a quarter from the release in force and print their paths.

    Args:
        period: quarter.
        formats: keys of `dashboards.briefing.formats.FORMATS`, parted by commas; None for all.
        out: folder; None for the release's own below `QHLD_HOME/briefings`.
        audience: `noi-bo` or `ben-ngoai`.
        by: who makes them.

    Raises:
        UserError: no release, no such quarter, format or audience, notes that cannot be used, or a
            document that cannot be printed.
    """
    from dashboards.briefing.formats import CannotPrint
    from dashboards.briefing.produce import default_folder, save
    from ingest.home import home

    quarter, wanted = parse_period(period), _formats(formats)
    release, briefing = _prepare(quarter, audience)
    folder = out or default_folder(home(), quarter, briefing.release_id)
    try:
        made = [save(one, folder) for one in _documents(briefing, release, wanted)]
    except CannotPrint as error:
        raise UserError(str(error)) from None
    _cite(briefing, by)
    typer.echo(
        f"Báo cáo {briefing.period_label} ({AUDIENCES[audience]}), {briefing.status_words}, "
        f"từ bản công bố {briefing.release_id}:"
    )
    for path in made:
        typer.echo(f"  {path}")
    if briefing.is_draft:
        typer.echo(f"Số liệu chưa được duyệt: mọi trang mang dấu {briefing.draft_mark}.")
    empty = [slot.title for slot in briefing.notes() if slot.text is None]
    if audience == "noi-bo" and empty:
        typer.echo(f"Còn {len(empty)} mục chờ lời văn: qhld briefing notes --period {quarter}")
    return 0


def _documents(briefing: "Briefing", release: "Release", wanted: list[str]) -> "Iterator[Document]":
    """The documents; a draft that says the same is taken instead of being made again."""
    from dashboards.briefing import drafts
    from dashboards.briefing.produce import (
        Document,
        default_folder,
        document_name,
        make_documents,
    )
    from ingest.home import home

    folder = default_folder(home(), briefing.period, briefing.release_id)
    stamp = drafts.stamp_of(home(), briefing.period)
    names = {key: document_name(briefing.period, briefing.audience, key) for key in wanted}
    found = {key: drafts.ready(folder, stamp, name) for key, name in names.items()}
    for key, content in found.items():
        if content is not None:
            yield Document(key, names[key], content)
    rest = [key for key, content in found.items() if content is None]
    yield from make_documents(briefing, release, home(), rest)


def _formats(text: str | None) -> list[str]:
    from dashboards.briefing.formats import FORMATS

    wanted = [word.strip().lower() for word in (text or ",".join(FORMATS)).split(",")]
    wanted = ["to-tin" if word == "totin" else word for word in wanted]
    unknown = [word for word in wanted if word not in FORMATS]
    if unknown:
        known = ", ".join(FORMATS)
        raise UserError(f"Không có định dạng {', '.join(unknown)}. Chọn trong: {known}.", 64)
    return list(dict.fromkeys(wanted))


def _prepare(quarter: str, audience: str) -> tuple:
    from dashboards.briefing.build import NoSuchQuarter
    from dashboards.briefing.notes import NotesError
    from dashboards.briefing.produce import NoReleaseFor, open_release, prepare
    from ingest.home import home

    if audience not in AUDIENCES:
        raise UserError(f"Không có loại người đọc “{audience}”. Chọn: noi-bo hoặc ben-ngoai.", 64)
    try:
        release = open_release(home(), audience)
        return release, prepare(release, home(), quarter, audience)
    except NoReleaseFor:
        outside = audience == "ben-ngoai"
        raise UserError(
            "Bản công bố hiện hành chưa có tệp cho bên ngoài. Chạy qhld refresh để công bố lại."
            if outside
            else "Chưa có bản công bố nào. Chạy qhld refresh trước."
        ) from None
    except NoSuchQuarter:
        known = ", ".join(row["period"] for row in release.run("periods"))
        raise UserError(
            f"Bản công bố {release.release_id} không có số liệu {quarter}. Các quý có: {known}.", 64
        ) from None
    except NotesError as error:
        raise UserError(str(error)) from None


def _cite(briefing: "Briefing", by: str | None) -> None:
    """Note once that a briefing rests on the release, so that the release stays."""
    from dagster_project.release_citations import cite
    from ingest.archives.access import acting
    from ingest.ledgers import ledger

    name = f"báo cáo {briefing.period} ({AUDIENCES[briefing.audience]})"
    with ledger.open_ledger() as book:
        known = book.execute(
            "select 1 from release_citations where release_id = ? and cited_by = ?",
            (briefing.release_id, name),
        ).fetchone()
    if known is None:
        cite(briefing.release_id, name, acting(by))
