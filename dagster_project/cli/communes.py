"""`qhld communes match`: which commune a written name means, and why."""

import typer

from dagster_project.cli.dates import parse_date

_HOW = {
    "official": "tên chính thức hiện nay",
    "alias": "tên gọi khác đã đăng ký",
    "former": "đơn vị cũ trước khi sắp xếp ngày 01/7/2025",
    "without_marks": "viết không dấu, chỉ một xã có tên như vậy",
}


def match_and_explain(name: str, on: str | None) -> int:
    """Print the commune that a name means with every step of the reasoning.

    Returns:
        0 when exactly one commune matches, else 1.
    """
    day = parse_date(on)
    from ingest.match_communes import match_commune
    from ingest.reference import communes

    match = match_commune(name, on=day)
    if match.status == "matched":
        commune = communes()[match.commune_code]
        typer.echo(f"“{name}” → {match.commune_code} {commune.name}")
        typer.echo(f"  Nhận ra: {match.matched_name} ({_HOW[match.how]})")
    elif match.status == "ambiguous":
        typer.echo(f"“{name}” → chưa xác định được: có nhiều xã, phường phù hợp")
    else:
        typer.echo(f"“{name}” → không có xã, phường nào mang tên này")
    for sentence in match.explanation:
        typer.echo(f"  {sentence}")
    for candidate in match.candidates:
        typer.echo(f"  - {candidate.code} {candidate.name}: {candidate.why}")
    return 0 if match.status == "matched" else 1
