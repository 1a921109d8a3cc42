"""`qhld employers …`: names, options and help; what each does is in `cli.employers`."""

from typing import Annotated

import typer

from dagster_project.cli.loads_app import AsJson, By, Reason
from dagster_project.cli.vietnamese_help import Command, Group

employers_app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="Doanh nghiệp theo mã số thuế, các tên gọi và việc gộp, tách (employers).",
)

TaxCode = Annotated[
    str, typer.Argument(help="Mã số thuế, 10 hoặc 13 chữ số (tax code).", metavar="MST")
]


@employers_app.command("list", cls=Command)
def employers_list(
    waiting: Annotated[
        bool,
        typer.Option("--waiting", help="Chỉ các tên chờ quyết định (names that wait)."),
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Doanh nghiệp đã biết, hoặc các tên chưa biết của ai (employers, or names that wait)."""
    from dagster_project.cli.employers import print_employers

    return print_employers(waiting=waiting, as_json=as_json)


@employers_app.command("show", cls=Command)
def employers_show(tax_code: TaxCode, as_json: AsJson = False) -> int:
    """Một doanh nghiệp: các tên, các mã đã gộp, ai quyết định (one employer)."""
    from dagster_project.cli.employers import print_employer

    return print_employer(tax_code, as_json=as_json)


@employers_app.command("merge", cls=Command)
def employers_merge(
    tax_code: TaxCode,
    into: Annotated[str, typer.Option(help="Mã được giữ lại (code that stays).", metavar="MST")],
    reason: Reason,
    by: By = None,
) -> int:
    """Tính hai mã số thuế là một doanh nghiệp (count two codes as one employer)."""
    from dagster_project.cli.employers import merge

    return merge(tax_code, into, by, reason)


@employers_app.command("split", cls=Command)
def employers_split(tax_code: TaxCode, reason: Reason, by: By = None) -> int:
    """Tách một mã đã gộp ra, như chưa gộp (undo a merge)."""
    from dagster_project.cli.employers import split

    return split(tax_code, by, reason)
