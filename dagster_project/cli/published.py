"""The release in force, as the commands that read numbers need it."""

from typing import TYPE_CHECKING

from dagster_project.user_error import UserError

if TYPE_CHECKING:
    from dashboards.release_reader import Release


def require_release() -> "Release":
    """Open the release in force.

    Raises:
        UserError: nothing was published yet.
    """
    from dashboards.release_reader import current_release

    release = current_release()
    if release is None:
        raise UserError(
            "Chưa có bản công bố nào. Chạy qhld refresh (hoặc qhld demo để xem số liệu giả lập)."
        )
    return release


def vietnamese_number(value: float | None, decimals: int = 0) -> str:
    """Write a number the Vietnamese way: 1.234,5; a missing one as an ellipsis."""
    if value is None:
        return "…"
    text = f"{value:,.{decimals}f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
