"""`qhld kpi` and `qhld trace`: published figures of any area and span, and their cells."""

from typing import Annotated

import typer

SPAN_HELP = "quy | luy-ke | 4-quy | nam: quý, luỹ kế từ đầu năm, bốn quý gần nhất, cả năm (span)."
AREA_HELP = "Mã địa bàn: mã xã, mã huyện cũ, khu công nghiệp, cu10, cu15 hoặc province (area code)."
Period = Annotated[
    str | None, typer.Option("--period", help="Quý báo cáo, ví dụ 2026Q3 (quarter).", metavar="Q")
]


def kpi(
    ids: Annotated[
        list[str] | None, typer.Argument(help="Mã chỉ tiêu, ví dụ CI-01 (KPI ids).", metavar="ID")
    ] = None,
    period: Period = None,
    commune: Annotated[
        str | None,
        typer.Option(help=AREA_HELP, metavar="CODE"),
    ] = None,
    span: Annotated[str, typer.Option(help=SPAN_HELP, metavar="KỲ")] = "quy",
    kind: Annotated[
        str | None,
        typer.Option(
            "--area-kind",
            help="Mọi địa bàn của một loại: tinh | tinh-cu | huyen-cu | khu-cong-nghiep | xa "
            "(every area of a kind).",
            metavar="LOẠI",
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("--format", help="table | csv | json (định dạng, output format).")
    ] = "table",
) -> int:
    """Giá trị chỉ tiêu trong bản công bố hiện hành (KPI values of the current release)."""
    from dagster_project.cli.kpi_values import print_values

    return print_values(ids or [], period, commune, output, span=span, kind=kind)


def trace(
    kpi_id: Annotated[str, typer.Argument(help="Mã chỉ tiêu (KPI id).", metavar="ID")],
    period: Annotated[
        str, typer.Option("--period", help="Quý, ví dụ 2026Q3 (quarter).", metavar="Q")
    ],
    commune: Annotated[
        str,
        typer.Option(help=AREA_HELP, metavar="CODE"),
    ],
    span: Annotated[str, typer.Option(help=SPAN_HELP, metavar="KỲ")] = "quy",
    as_json: Annotated[bool, typer.Option("--json", help="Dạng JSON (JSON output).")] = False,
) -> int:
    """Các ô bảng tính đứng sau một con số (the cells behind a value)."""
    from dagster_project.cli.tracing import print_trace

    return print_trace(kpi_id, period, commune, span=span, as_json=as_json)
