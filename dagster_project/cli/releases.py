"""`qhld release list | show | rollback`."""

import typer

from dagster_project.cli.published import vietnamese_number
from dagster_project.user_error import UserError


def print_list() -> int:
    """Print all releases, newest first, the current one marked."""
    from dagster_project import release
    from dagster_project.release_history import current_hold

    manifests = release.list_releases()
    if not manifests:
        typer.echo("Chưa có bản công bố nào. Chạy qhld refresh để tạo bản đầu tiên.")
        return 0
    current = release.current_id()
    hold = current_hold()
    held = {entry["release_id"] for entry in hold["held"]} if hold else set()
    for manifest in reversed(manifests):
        name = manifest["release_id"]
        mark = "* hiện hành" if name == current else "  đã thu hồi" if name in held else ""
        quarters = sorted(manifest["quarters"])
        span = f"{quarters[0]}..{quarters[-1]}" if quarters else "không có quý nào"
        loads = f"{manifest['loads']} lần nạp"
        typer.echo(f"{name}  {manifest['created_at']}  {span}  {loads}  {mark}".rstrip())
    if hold:
        typer.echo(f"Việc công bố nội dung đã thu hồi đang bị giữ từ {hold['at']} ({hold['by']}).")
    return 0


def print_one(release_id: str | None) -> int:
    """Print what a release is, what was checked and how it differs from the one before."""
    from dagster_project import release
    from dagster_project.release_difference import difference_sentence
    from ingest.home import releases_dir

    manifest = _manifest(release_id) if release_id else release.current_manifest()
    if manifest is None:
        raise UserError("Chưa có bản công bố nào. Chạy qhld refresh để tạo bản đầu tiên.")
    typer.echo(f"Bản công bố {manifest['release_id']} ({manifest['created_at']})")
    if not (releases_dir() / manifest["release_id"]).is_dir():
        typer.echo("  Tệp đã được dọn; các giá trị đã công bố còn trong nhật ký (release diff).")
    typer.echo(f"  Nội dung (content hash): {manifest['content_hash']}")
    typer.echo(f"  {_external_sentence(manifest.get('external'))}")
    typer.echo(f"  Bản trước: {manifest['previous'] or 'không có'}; lý do: {manifest['reason']}")
    typer.echo(f"  {difference_sentence(manifest)}")
    for period, quarter in sorted(manifest["quarters"].items(), reverse=True):
        typer.echo(
            f"  {period}: {quarter['status']}, "
            f"{quarter['reported_units']}/{quarter['expected_units']} đơn vị đã báo cáo đủ"
        )
    for check in manifest["checks"]:
        typer.echo(f"  [{'đạt' if check['passed'] else 'KHÔNG ĐẠT'}] {check['detail']}")
    return 0


def _external_sentence(external: dict | None) -> str:
    """What outsiders may see of a release."""
    if external is None:
        return "Không có tệp cho bên ngoài (bản của phiên bản phần mềm cũ)."
    shown = vietnamese_number(external["values"] - external["withheld"])
    withheld = vietnamese_number(external["withheld"])
    return (
        f"Tệp cho bên ngoài (external.duckdb): công bố {shown} giá trị, không công bố {withheld} "
        f"để bảo vệ số nhỏ; content hash: {external['content_hash']}"
    )


def _manifest(release_id: str) -> dict:
    """Manifest of a release, from the journal of publications where its files are gone."""
    from dagster_project import release
    from dagster_project.release_journal import entries

    for entry in entries():
        if entry.release_id == release_id:
            return entry.read()["manifest"]
    return release.read_manifest(release_id)


def roll_back(release_id: str, by: str | None, reason: str) -> int:
    """Move the pointer to a release and say what that holds back."""
    from dagster_project import release
    from dagster_project.cli.signing import permitted
    from dagster_project.refresh import only_refresh
    from dagster_project.release_history import current_hold
    from dashboards.app.access import audit

    person = permitted("roll_back_release", by).user
    with only_refresh():
        release.recover()
        manifest = release.rollback(release_id, person, reason)
        hold = current_hold()
    subject = f"{manifest['release_id']}: {reason}"
    audit.record("rollback", subject, who=person, role="", came_from="qhld")
    typer.echo(f"Bản công bố hiện hành: {manifest['release_id']} ({manifest['created_at']}).")
    if hold:
        names = ", ".join(entry["release_id"] for entry in hold["held"])
        typer.echo(
            f"Đang giữ lại nội dung đã thu hồi: {names}. Nội dung này không tự quay lại; nó được "
            "công bố khi tệp sai đã được thay thế hoặc rút, khi quy tắc tính đã sửa, hoặc khi gọi "
            "đích danh: qhld release rollback <mã bản đã thu hồi>."
        )
    return 0
