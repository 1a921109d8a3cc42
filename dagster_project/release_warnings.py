"""What speaks against calling a quarter's figures final, to be accepted in writing or repaired."""

from dataclasses import dataclass

from dagster_project.release_content import RELEASE_FILE
from ingest.connect_duckdb import connect
from ingest.home import releases_dir

_MAX_NAMED = 8


@dataclass(frozen=True)
class QuarterWarning:
    """One warning about a quarter.

    Attributes:
        code: short name, typed on the command line to accept it.
        text: Vietnamese; what is the matter.
    """

    code: str
    text: str


def quarter_warnings(manifest: dict, period: str) -> list[QuarterWarning]:
    """Warnings about a quarter in a release.

    Args:
        manifest: of the release, whose file is still there.
        period: a quarter of the release.
    """
    found = []
    path = releases_dir() / manifest["release_id"] / RELEASE_FILE
    with connect(path, read_only=True) as release:
        reported, expected = release.execute(
            "SELECT sum(reported_units), sum(expected_units) FROM marts.fct_period_status "
            "WHERE period = ?",
            [period],
        ).fetchone()
        if reported < expected:
            missing = f"{int(expected - reported)}/{int(expected)} xã, phường"
            found.append(
                QuarterWarning("thieu-bao-cao", f"{missing} chưa có đủ báo cáo được chấp nhận")
            )
        without = [
            row[0]
            for row in release.execute(
                "SELECT DISTINCT kpi_id FROM marts.fct_kpi_values "
                "WHERE area_kind = 'province' AND period = ? AND period_span = 'quarter' "
                "AND value_state = 'null' ORDER BY 1",
                [period],
            ).fetchall()
        ]
    if without:
        more = f" và {len(without) - _MAX_NAMED} chỉ tiêu khác" if without[_MAX_NAMED:] else ""
        named = ", ".join(without[:_MAX_NAMED])
        found.append(
            QuarterWarning(
                "chi-tieu-trong", f"{len(without)} chỉ tiêu cấp tỉnh chưa có số: {named}{more}"
            )
        )
    if manifest["made_up"]:
        found.append(QuarterWarning("so-lieu-gia-lap", "bản công bố có số liệu giả lập"))
    found += [
        QuarterWarning(f"kiem-tra-{name}", f"phép thử {name} cảnh báo: {message}")
        for name, message in manifest.get("warnings", {}).items()
    ]
    return found
