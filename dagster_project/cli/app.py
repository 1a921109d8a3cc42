"""The list of commands: names, options and help. What each does is in the module it imports."""

from pathlib import Path
from typing import Annotated

import typer

from dagster_project.cli.archive_app import archive_app
from dagster_project.cli.briefing_app import briefing_app
from dagster_project.cli.employers_app import employers_app
from dagster_project.cli.export_app import export_app
from dagster_project.cli.figures_app import kpi, trace
from dagster_project.cli.geo_app import geo_app
from dagster_project.cli.loads_app import By, loads_app
from dagster_project.cli.names_app import names_app
from dagster_project.cli.operating_app import add_operating_commands
from dagster_project.cli.releases_app import release_app
from dagster_project.cli.state_app import add_state_commands
from dagster_project.cli.users_app import users_app
from dagster_project.cli.vietnamese_help import Command, Group

DEFAULT_QUARTERS = "2023Q3..2026Q3"
DEFAULT_SEED = 20260914

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="Kho dữ liệu quan hệ lao động tỉnh Lào Cai: từ bảng tính của cơ quan báo cáo đến số liệu "
    "quý, mỗi con số truy được về từng ô (Lào Cai labour-relations data warehouse).",
)
communes_app = typer.Typer(cls=Group, no_args_is_help=True, help="Tên xã, phường (communes).")
app.add_typer(release_app, name="release")
app.add_typer(export_app, name="export")
app.add_typer(archive_app, name="archive")
app.add_typer(communes_app, name="communes")
app.add_typer(loads_app, name="loads")
app.add_typer(names_app, name="names")
app.add_typer(employers_app, name="employers")
app.add_typer(users_app, name="users")
app.add_typer(briefing_app, name="briefing")
app.add_typer(geo_app, name="geo")

Files = Annotated[
    list[Path], typer.Argument(help="Tệp bảng tính (spreadsheets).", metavar="FILE...")
]
Period = Annotated[
    str | None, typer.Option("--period", help="Quý báo cáo, ví dụ 2026Q3 (quarter).", metavar="Q")
]
Agency = Annotated[
    str | None, typer.Option(help="Cơ quan gửi: tên hoặc mã (sending agency).", metavar="NAME")
]
Quarters = Annotated[
    str, typer.Option(help="Các quý, ví dụ 2025Q3..2026Q3 (quarters).", metavar="Q..Q")
]


@app.command(cls=Command)
def sample(
    quarters: Quarters = DEFAULT_QUARTERS,
    seed: Annotated[int, typer.Option(help="Số gieo ngẫu nhiên (random seed).")] = DEFAULT_SEED,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Thư mục ghi ra; mặc định là sample_workbooks trong QHLD_HOME (output folder).",
            metavar="DIR",
        ),
    ] = None,
) -> int:
    """Tạo bộ bảng tính giả lập như cơ quan thường gửi (made-up agency workbooks)."""
    from dagster_project.cli.intake import make_sample

    return make_sample(quarters, seed, out)


@app.command(cls=Command)
def check(
    files: Files,
    form: Annotated[str | None, typer.Option(help="Mã biểu mẫu (form id).", metavar="ID")] = None,
    period: Period = None,
    agency: Agency = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Mỗi tệp một đối tượng JSON (one JSON object a file).")
    ] = False,
    rows: Annotated[
        bool, typer.Option("--rows", help="Kèm các dòng được nhận (include accepted rows).")
    ] = False,
    all_findings: Annotated[
        bool, typer.Option("--all", help="Liệt kê mọi điểm, không rút gọn (list every finding).")
    ] = False,
    return_to: Annotated[
        Path | None,
        typer.Option(
            "--return",
            help="Ghi bảng tính đã đánh dấu ô sai vào thư mục này (write the marked workbooks).",
            metavar="DIR",
        ),
    ] = None,
) -> int:
    """Đọc và kiểm tra, không lưu gì (read and check, store nothing).

    Mã thoát (exit code): 0 được nhận, 1 bị trả lại, 2 từ chối vì không đọc được hoặc không an toàn.
    """
    from dagster_project.cli.intake import check_files

    return check_files(
        files,
        form,
        period,
        agency,
        as_json=as_json,
        with_rows=rows,
        all_findings=all_findings,
        return_to=return_to,
    )


@app.command(cls=Command)
def template(
    form: Annotated[
        str | None,
        typer.Argument(
            help="Mã biểu mẫu; bỏ trống là mọi biểu mà cơ quan phải gửi (form id).", metavar="FORM"
        ),
    ] = None,
    period: Period = None,
    commune: Annotated[
        str | None,
        typer.Option(help="Xã, phường gửi báo cáo: tên hoặc mã (sending commune).", metavar="NAME"),
    ] = None,
    agency: Agency = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Tệp .xlsx ghi ra; không ghi đè tệp đã có (output).", metavar="FILE"),
    ] = None,
) -> int:
    """Tạo biểu mẫu trống để gửi cho cơ quan báo cáo (write the blank form)."""
    from dagster_project.cli.templates import make_template

    return make_template(form, period, commune, agency, out)


@app.command(cls=Command)
def submit(
    files: Files,
    agency: Agency = None,
    period: Period = None,
    received_at: Annotated[
        str | None,
        typer.Option(
            help="Thời điểm nhận thực tế, ví dụ 2026-09-16T15:30; được ghi là do người nhập khai "
            "(stated receipt time).",
            metavar="TIME",
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Đây là bản thay thế (replaces what was sent).")
    ] = False,
    correction: Annotated[
        bool,
        typer.Option(
            "--correction",
            help="Đây là bản đính chính: chỉ sửa cách ghi, không đổi số liệu (corrects the form).",
        ),
    ] = False,
    by: By = None,
    reason: Annotated[
        str | None, typer.Option(help="Lý do, ghi vào sổ tiếp nhận (reason).", metavar="TEXT")
    ] = None,
    part: Annotated[
        list[int] | None,
        typer.Option(
            min=1,
            help="Chỉ nộp tệp thứ mấy trong .zip, đếm như lệnh check; có thể ghi nhiều lần "
            "(only these parts of a .zip).",
            metavar="N",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Dạng JSON (JSON output).")] = False,
) -> int:
    """Kiểm tra như lệnh check rồi lưu phần được nhận (check, then store what is accepted)."""
    from dagster_project.cli.intake import submit_files

    return submit_files(
        files,
        agency,
        period,
        received_at,
        replace=replace,
        correct=correction,
        by=by,
        reason=reason,
        only=part,
        as_json=as_json,
    )


add_operating_commands(app)
add_state_commands(app)


app.command("kpi", cls=Command)(kpi)
app.command("trace", cls=Command)(trace)


@communes_app.command("match", cls=Command)
def communes_match(
    name: Annotated[str, typer.Argument(help="Tên như trong bảng tính (name as written).")],
    on: Annotated[
        str | None, typer.Option(help="Ngày tra cứu, ví dụ 2025-06-30 (date).", metavar="DATE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Dạng JSON (JSON output).")] = False,
) -> int:
    """Nhận diện tên xã và nói rõ vì sao (match a commune name, with the reasoning)."""
    from dagster_project.cli.communes import match_and_explain

    return match_and_explain(name, on, as_json=as_json)


@app.command(cls=Command)
def serve(
    port: Annotated[int, typer.Option(help="Cổng trên máy này (port).")] = 8050,
) -> int:
    """Mở bảng điều khiển tại http://127.0.0.1:8050 (serve the dashboard)."""
    from dagster_project.cli.serving import serve_dashboard

    return serve_dashboard(port)


@app.command(cls=Command)
def dev() -> int:
    """Mở giao diện Dagster trên máy này (Dagster UI on this machine)."""
    from dagster_project.cli.serving import open_dagster

    return open_dagster()


@app.command(cls=Command)
def demo(
    serve: Annotated[
        bool,
        typer.Option("--serve/--no-serve", help="Mở bảng điều khiển khi xong (serve at the end)."),
    ] = True,
    port: Annotated[int, typer.Option(help="Cổng trên máy này (port).")] = 8050,
) -> int:
    """Trình diễn trọn đường đi với năm quý giả lập (the whole path on five made-up quarters)."""
    from dagster_project.cli.demonstration import run_demo

    return run_demo(DEFAULT_QUARTERS, DEFAULT_SEED, port if serve else None)
