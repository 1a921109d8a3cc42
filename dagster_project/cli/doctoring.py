"""`qhld doctor` and `qhld migrate`."""

import dataclasses
import json

import typer

_WORDS = {"ok": "ĐẠT", "warning": "LƯU Ý", "error": "LỖI"}


def print_examination(*, as_json: bool, software_only: bool) -> int:
    """Examine the installation and print one line a check.

    Returns:
        0 when nothing is wrong, 1 when something does not work; what asks for attention is 0.
    """
    from dagster_project.doctor import examine

    verdicts = []
    for verdict in examine(with_state=not software_only):
        verdicts.append(verdict)
        if not as_json:
            typer.echo(f"{_WORDS[verdict.state]:<6} {verdict.about}: {verdict.found}.")
            if verdict.advice:
                typer.echo(f"       → {verdict.advice}")
    errors = sum(verdict.state == "error" for verdict in verdicts)
    warnings = sum(verdict.state == "warning" for verdict in verdicts)
    if as_json:
        typer.echo(json.dumps([dataclasses.asdict(one) for one in verdicts], ensure_ascii=False))
    elif errors:
        typer.echo(f"Có {errors} lỗi phải sửa" + (f", {warnings} lưu ý." if warnings else "."))
    elif warnings:
        typer.echo(f"Dùng được; có {warnings} lưu ý.")
    else:
        typer.echo("Cài đặt lành lặn, dùng được.")
    return int(errors > 0)


def migrate_state() -> int:
    """Migrate the state and say what was done."""
    from dagster_project.state_migration import migrate

    done = migrate()
    for one in done:
        if one.before is None:
            typer.echo(f"{one.name}: chưa có, không phải chuyển.")
        elif one.before == one.after:
            typer.echo(f"{one.name}: đã theo cấu trúc mới nhất ({one.after}).")
        else:
            typer.echo(f"{one.name}: đã chuyển từ cấu trúc {one.before} sang {one.after}.")
    return 0
