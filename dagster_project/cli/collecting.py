"""`qhld gc` and `qhld release cite`."""

import typer

from dagster_project.cli.published import vietnamese_number
from dagster_project.cli.signing import permitted


def collect_garbage(by: str | None, *, dry_run: bool) -> int:
    """Remove, or only tell, what is over.

    Raises:
        UserError: the person may not, a refresh is running, or the retention cannot be used.
    """
    from dagster_project import release, retention
    from dagster_project.refresh import only_refresh
    from ingest.durable import only_one
    from ingest.home import intake_lock_path
    from ingest.ledgers.ledger import now

    actor = permitted("collect", by)
    with only_refresh(), only_one(intake_lock_path()):
        release.recover()
        found = retention.find_garbage(now())
        if not dry_run:
            retention.collect(found, actor)
    for one in found:
        typer.echo(
            f"{retention.KINDS[one.kind]}: {one.name} ({vietnamese_number(one.size / 1e6, 1)} MB)"
        )
    size = vietnamese_number(sum(one.size for one in found) / 1e6, 1)
    if not found:
        typer.echo("Không có gì hết hạn lưu.")
    elif dry_run:
        typer.echo(f"{len(found)} mục, {size} MB sẽ bị xoá (chạy thử, chưa xoá gì).")
    else:
        typer.echo(f"Đã xoá {len(found)} mục, {size} MB; đã ghi vào sổ.")
    return 0


def cite(release_id: str, cited_by: str, by: str | None) -> int:
    """Write down what was made from a release, so that it stays."""
    from dagster_project import release_citations
    from ingest.archives.access import acting

    release_citations.cite(release_id, cited_by, acting(by))
    typer.echo(f"Đã ghi: bản {release_id} được dùng trong “{cited_by.strip()}”; bản này được giữ.")
    return 0
