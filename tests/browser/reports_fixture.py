"""Findings, submissions and revisions of the made-up release, for the pages about reporting."""

from pathlib import Path

import duckdb

from tests.unit.mart_contracts import create_missing_marts

SENDER = "UBND xã Bảo Thắng"


def add_reports(folder: Path) -> None:
    """Fill a made-up release with what was found, sent and revised in 2026Q3.

    Args:
        folder: of a release by ``write_release``; marts that it lacks are created, empty.
    """
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        create_missing_marts(connection)
        commune, agency = connection.execute(
            "select commune_code, agency_code from marts.fct_reporting_status "
            "where period = '2026Q3' and form = 'dispute_log' order by commune_code limit 1"
        ).fetchone()
        for code, title, severity, name, times, still in (
            ("negative_number", "Số âm", "error", "Lỗi", 3, 1),
            ("hidden_sheet", "Trang bị ẩn", "warning", "Lưu ý", 5, 5),
        ):
            connection.execute(
                "insert into marts.fct_findings by name select ? as agency_code, "
                f"'{SENDER}' as agency_name, ? as commune_code, 'dispute_log' as form, "
                "'Sổ theo dõi tranh chấp lao động' as form_name, '2026Q3' as period, ? as code, "
                "? as title, 'Ô' as about, ? as severity, ? as severity_name, ? as findings, "
                "? as open_findings, 1 as submissions",
                [agency, commune, code, title, severity, name, times, still],
            )
        connection.execute(
            "insert into marts.fct_submissions by name select 's1' as submission_id, "
            f"? as agency_code, '{SENDER}' as agency_name, ? as commune_code, "
            "'dispute_log' as form, '2026Q3' as period, timestamp '2026-10-02 08:00' as "
            "received_at, 'load1' as load_id, 'tranh-chap-gui-lai.xlsx' as file_name",
            [agency, commune],
        )
        connection.execute(
            "insert into marts.fct_kpi_revision_loads by name select 'DS-01' as kpi_id, "
            "? as commune_code, '2026Q3' as period, 'load1' as load_id",
            [commune],
        )
        connection.execute(
            "insert into marts.fct_kpi_revisions by name select 2 as publication_no, "
            "'r2' as release_id, timestamp '2026-10-05 09:12' as published_at, kpi_id, area_code, "
            "area_kind, period, period_calendar, period_span, 'đổi số' as change_kind, "
            "value + 2 as old_value, value as new_value, -2 as change_abs, true as was_approved, "
            "1 as loads, 'load1' as load_ids, 'lần nạp' as cause from marts.fct_kpi_values "
            "where kpi_id = 'DS-01' and area_code = 'province' and period = '2026Q3'"
        )
