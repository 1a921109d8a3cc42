"""The commands of `qhld export`: names, options and help. What they do is in `exporting`."""

from pathlib import Path
from typing import Annotated

import typer

from dagster_project.cli.vietnamese_help import Command, Group

export_app = typer.Typer(
    cls=Group, no_args_is_help=True, help="Giao số liệu cho nơi khác dùng (hand a release over)."
)

Audience = Annotated[
    str,
    typer.Option(
        help="ben-ngoai: bản phát hành, đã ẩn số nhỏ (mặc định); noi-bo: mọi số, chỉ dùng trong cơ "
        "quan (audience).",
        metavar="AI",
    ),
]
Release = Annotated[
    str | None,
    typer.Option("--release", help="Mã bản công bố; bỏ trống là bản hiện hành.", metavar="ID"),
]


@export_app.command("evidence", cls=Command)
def export_evidence(
    folder: Annotated[
        Path, typer.Argument(help="Thư mục mới hoặc rỗng (new or empty folder).", metavar="DIR")
    ],
    audience: Audience = "ben-ngoai",
    release: Release = None,
) -> int:
    """Dự án trang tĩnh Evidence kèm số liệu Parquet (Evidence project with its data)."""
    from dagster_project.cli.exporting import hand_over_evidence

    return hand_over_evidence(folder, audience, release)


@export_app.command("warehouse", cls=Command)
def export_warehouse(
    target: Annotated[
        Path,
        typer.Argument(
            help="Tệp .duckdb (mở được bằng mọi công cụ DuckDB 1.x), hoặc thư mục cho các tệp "
            "Parquet (DuckDB file, or folder for Parquet).",
            metavar="FILE.duckdb|DIR",
        ),
    ],
    audience: Audience = "ben-ngoai",
    release: Release = None,
) -> int:
    """Các bảng số liệu của bản công bố, cho công cụ khác (tables of the release)."""
    from dagster_project.cli.exporting import hand_over_warehouse

    return hand_over_warehouse(target, audience, release)
