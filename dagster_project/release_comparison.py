"""Two releases side by side, whether or not their files are still there."""

from dagster_project.release_content import same_number
from dagster_project.release_history import history
from dagster_project.release_journal import CELLS, KEY, NUMBERS, Entry, entries, values_as_of
from dagster_project.user_error import UserError
from ingest.connect_duckdb import connect

_NAMED_LOADS = 3


def find_publication(name: str) -> Entry:
    """The last publication of a release.

    Args:
        name: id of a release, its unmistakable beginning, `current` or `previous`.

    Raises:
        UserError: no such release, or several.
    """
    written, moves = entries(), history()
    if name in ("current", "previous") and moves:
        wanted = moves[-1]["release_id" if name == "current" else "previous"]
    else:
        wanted = name
    found = [entry for entry in written if wanted and entry.release_id == wanted]
    if not found:
        found = [entry for entry in written if wanted and entry.release_id.startswith(wanted)]
        if len({entry.release_id for entry in found}) > 1:
            raise UserError(f"“{name}” là phần đầu của nhiều bản công bố; hãy ghi thêm ký tự.")
    if not found:
        raise UserError(
            f"Nhật ký công bố không có bản “{name}”. Xem các bản: qhld release list, hoặc chạy "
            "qhld refresh một lần sau khi nâng cấp phần mềm."
        )
    return found[-1]


def compare(before: Entry, after: Entry) -> list[dict]:
    """KPI values that are other ones in another release.

    Args:
        before: the release compared with.
        after: the release that is compared.

    Returns:
        One dictionary a value, province first: the columns of KEY, area_kind, change_kind (as in
        `fct_kpi_revisions`), old_value, new_value, change_abs, old_state, new_state, loads (how
        many loads came or went with it between the two) and load_ids (the first few).
    """
    differ = " OR ".join(f"NOT {same_number(f'o.{name}', f'n.{name}')}" for name in NUMBERS)
    key = ", ".join(KEY)
    first, last = sorted((before.number, after.number))
    between = [entry for entry in entries() if first < entry.number <= last]
    files = ", ".join(f"'{_quoted(entry)}'" for entry in between)
    # A load is named where its cells of the same indicator and quarter (or an earlier one, of a
    # longer span) changed what they add up to.
    cells = (
        "SELECT kpi_id, commune_code, period, load_id FROM ("
        "SELECT *, sum(amount) OVER figure AS moved, "
        "min(side) OVER figure <> max(side) OVER figure AS is_replaced FROM ("
        "SELECT kpi_id, commune_code, period, role, load_id, side, "
        "CASE WHEN side = 'new' THEN 1 ELSE -1 END * value * coalesce(weight, 1) AS amount "
        f"FROM read_parquet([{files}])) "
        "WINDOW figure AS (PARTITION BY kpi_id, commune_code, period, role)) "
        "WHERE load_id IS NOT NULL AND (abs(moved) > 1e-9 OR NOT is_replaced)"
        if between
        else "SELECT NULL AS kpi_id, NULL AS commune_code, NULL AS period, NULL AS load_id"
    )
    query = f"""
    WITH o AS ({values_as_of(before.number)}), n AS ({values_as_of(after.number)}),
    cells AS (SELECT DISTINCT * FROM ({cells})),
    changed AS (
        SELECT {key}, coalesce(n.area_kind, o.area_kind) AS area_kind,
            o.value AS old_value, n.value AS new_value, n.value - o.value AS change_abs,
            o.value_state AS old_state, n.value_state AS new_state,
            CASE
                WHEN n.value_state IS NULL THEN 'bỏ'
                WHEN o.value_state IS NULL THEN 'thêm'
                WHEN n.value_state <> 'value' AND o.value_state <> 'value'
                    THEN 'đổi lý do không có số'
                WHEN n.value_state <> 'value' THEN 'mất số'
                WHEN o.value_state <> 'value' THEN 'có số'
                WHEN NOT {same_number("o.value", "n.value")} THEN 'đổi số'
                ELSE 'đổi tử số, mẫu số'
            END AS change_kind
        FROM o FULL JOIN n USING ({key})
        WHERE o.value_state IS DISTINCT FROM n.value_state OR {differ}
    ),
    causes AS (
        SELECT {", ".join(f"changed.{name}" for name in KEY)},
            count(DISTINCT load_id) AS loads, list_sort(list(DISTINCT load_id)) AS load_ids
        FROM changed JOIN cells ON cells.kpi_id = changed.kpi_id
            AND (changed.area_kind = 'province' OR changed.area_code = cells.commune_code)
            AND CASE WHEN changed.period_span = 'quarter' THEN cells.period = changed.period
                ELSE cells.period <= changed.period END
        GROUP BY ALL
    )
    SELECT changed.*, coalesce(loads, 0) AS loads, coalesce(load_ids[:{_NAMED_LOADS}], []) AS
        load_ids
    FROM changed LEFT JOIN causes USING ({key})
    ORDER BY changed.area_kind <> 'province', period DESC, kpi_id, period_span, area_code
    """
    with connect() as connection:
        found = connection.execute(query)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _quoted(entry: Entry) -> str:
    return str(entry.path / CELLS).replace("'", "''")
