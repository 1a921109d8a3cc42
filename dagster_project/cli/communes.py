"""`qhld communes match`: which commune a written name means, and why."""

import json
from typing import TYPE_CHECKING

import typer

from dagster_project.cli.dates import parse_date

if TYPE_CHECKING:
    from ingest.communes.explain_match import Entry, Explanation

_HOW = {
    "official": "tên chính thức hiện nay",
    "alias": "tên gọi khác đã đăng ký",
    "former": "đơn vị cũ trước khi sắp xếp ngày 01/7/2025",
    "district": "đơn vị cấp huyện trước ngày 01/7/2025",
    "decided": "theo quyết định của người xử lý tên (qhld names)",
    "without_marks": "viết không dấu, chỉ một xã có tên như vậy",
}
_AREAS = {
    "district": "đơn vị cấp huyện",
    "province": "tỉnh",
    "total": "dòng cộng",
    "empty": "không có tên",
}


def match_and_explain(name: str, on: str | None, *, as_json: bool = False) -> int:
    """Print the commune that a name means with every step of the reasoning.

    Returns:
        0 when exactly one commune matches, else 1.
    """
    day = parse_date(on)
    from ingest.communes.decided_names import use_decisions
    from ingest.communes.explain_match import explain_match

    use_decisions(None)
    found = explain_match(name, on=day)
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_lines(found)))
    return 0 if found.match.status == "matched" else 1


def _lines(found: "Explanation") -> list[str]:
    from ingest.former_districts import area_name

    match = found.match
    if match.status == "matched":
        code = str(match.commune_code)
        lines = [f"“{found.text}” → {code} {area_name(code)}"]
        lines.append(f"  Nhận ra: {match.matched_name} ({_HOW[str(match.how)]})")
    elif match.status == "ambiguous":
        lines = [f"“{found.text}” → chưa xác định được: có nhiều xã, phường phù hợp"]
    else:
        lines = [f"“{found.text}” → không có xã, phường nào mang tên này"]
    lines += [f"  {sentence}" for sentence in match.explanation]
    lines += [f"  - {c.code} {c.name}: {c.why}" for c in match.candidates]
    return [*lines, "Các bước:", *_steps(found)]


def _steps(found: "Explanation") -> list[str]:
    parsed = found.parsed
    says = [f"tên “{parsed.name}”"] if parsed.area == "commune" else [_AREAS[parsed.area]]
    says += [f"loại “{parsed.kind}”"] if parsed.kind else []
    says += [f"huyện cũ “{parsed.district}”"] if parsed.district else []
    says += [f"tỉnh “{parsed.province}”"] if parsed.province else []
    says += ["ghi là đơn vị cũ"] if parsed.is_former else []
    says += ["ghi là đơn vị mới"] if parsed.is_current else []
    says += [f"không hiểu “{part}”" for part in parsed.left_over]
    lines = [f"  1. Đọc chữ (bỏ hoa thường, vị trí dấu thanh, dấu câu): {', '.join(says)}."]
    if found.spelling_of:
        lines.append(
            f"  2. “{parsed.name}” là cách viết khác đã đăng ký của “{found.spelling_of}”."
        )
    else:
        lines.append(f"  2. Tra tên “{found.looked_up}”, khớp từng chữ, không lấy tên gần giống.")
    day = f"ngày {found.on:%d/%m/%Y}" if found.on else "cách chia đơn vị hiện nay"
    lines.append(f"  3. Tra theo {day}:")
    lines += [_entry_line(entry) for entry in found.entries] or ["     - không có đơn vị nào"]
    if found.nearest and found.match.status != "matched":
        near = "; ".join(
            f"{c.code} {c.name} (không kể dấu, giống {c.likeness:.0%})" for c in found.nearest
        )
        lines.append(f"  4. Gần giống nhất, chỉ để hỏi lại: {near}.")
    return lines


def _entry_line(entry: "Entry") -> str:
    since = f"từ {_vi(entry.valid_from)}" if entry.valid_from else f"đến {_vi(entry.valid_to)}"
    fits = "khớp" if entry.fits else "không khớp loại, huyện hoặc tỉnh ghi trong ô"
    sure = "" if entry.is_sure else ", nguồn chưa chắc chắn"
    return (
        f"     - {entry.name} ({since}), nay là {entry.commune_code} {entry.commune}: {fits}{sure} "
        f"[{entry.table}]"
    )


def _vi(day: str | None) -> str:
    year, month, day_of_month = (day or "--").split("-")
    return f"{day_of_month}/{month}/{year}"
