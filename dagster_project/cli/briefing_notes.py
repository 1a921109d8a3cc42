"""`qhld briefing notes`: the places for people's words, and taking them over from a DOCX."""

from pathlib import Path

import typer

from dagster_project.cli.periods import parse_period
from dagster_project.user_error import UserError

SHOWN = 10  # other edits that are printed


def show_notes(period: str | None) -> int:
    """Print the places for people's words, what is written, and where the file stands.

    Args:
        period: quarter.

    Raises:
        UserError: no quarter, or a file that cannot be used.
    """
    from dashboards.briefing.notes import NotesError, notes_path, read_notes, slots
    from ingest.home import home

    if period is None:
        raise UserError("Nêu quý bằng --period, hoặc tệp Word đã điền bằng --from.", 64)
    path = notes_path(home(), parse_period(period))
    try:
        written = read_notes(path)
    except NotesError as error:
        raise UserError(str(error)) from None
    typer.echo(f"Lời văn do người viết: {path}{'' if path.is_file() else ' (chưa có tệp)'}")
    for slot, title in slots().items():
        state = f"{len(written[slot])} ký tự" if slot in written else "còn trống"
        typer.echo(f"  {slot:<18} {title}: {state}")
    return 0


def take_over(source: Path) -> int:
    """Take people's words over from a DOCX into notes.yml and report every other edit.

    Args:
        source: a DOCX that `qhld briefing` made and people filled in.

    Raises:
        UserError: no such file, none of ours, or words that cannot be kept.
    """
    from dashboards.briefing.notes import NotesError, merge_notes, notes_path, read_notes
    from dashboards.briefing.notes import write_notes as write
    from dashboards.briefing.read_docx import NotABriefing, read_docx
    from ingest.home import home

    if not source.is_file():
        raise UserError(f"Không có tệp {source}.", 64)
    try:
        found = read_docx(source)
        path = notes_path(home(), parse_period(found.period))
        merged = merge_notes(read_notes(path), found.notes)
        if merged.changed:
            write(path, merged.notes)
    except (NotABriefing, NotesError) as error:
        raise UserError(str(error)) from None
    typer.echo(f"Đã lấy {len(merged.changed)} mục lời văn của {found.period} vào {path}.")
    for words, slots in (
        ("Mục mới hoặc đã sửa", merged.changed),
        ("Mục để trống trong tệp, giữ lời văn cũ", merged.emptied),
        ("Mục không có trong báo cáo, bỏ qua", merged.unknown),
    ):
        if slots:
            typer.echo(f"  {words}: {', '.join(slots)}")
    _report_other_edits(source)
    return 0


def _report_other_edits(source: Path) -> None:
    """Say what else was changed in the document: that is not taken over."""
    from dashboards.briefing.verify import CannotVerify, other_edits
    from ingest.home import home

    try:
        edits = other_edits(source, home())
    except CannotVerify as error:
        typer.echo(f"Không đối chiếu được phần còn lại: {error}")
        return
    if not edits:
        typer.echo("Ngoài phần lời văn, tệp không bị sửa.")
        return
    typer.echo(f"{len(edits)} chỗ khác bị sửa, không được giữ khi lập lại báo cáo:")
    for one in edits[:SHOWN]:
        typer.echo(f"  “{one.printed or '(xoá)'}”; bản lập ra ghi “{one.now or '(không có)'}”")
    if len(edits) > SHOWN:
        typer.echo(f"  … và {len(edits) - SHOWN} chỗ khác")
