"""Child process: answer one question in SQL over the marts that somebody may see, and nothing else.

``python -m dashboards.app.exploring.answer_sql`` reads ``{"file", "communes", "hotspots",
"audience", "sql"}`` as JSON and prints ``{"columns", "rows", "cut"}`` or ``{"error"}``. One
statement that reads; the release is attached read-only, DuckDB has no way to files, network or
extensions and its configuration is locked; time, memory, rows and the size of the answer have
limits, and the process may write no file at all.
"""

import json
import os
import resource
import sys
import tempfile
import threading
from datetime import date, datetime, time
from decimal import Decimal

import duckdb

from dashboards.release_scope import Scope, make_views

SECONDS = 10
MOST_ROWS = 2_000
MOST_LETTERS = 500  # of one value
MOST_BYTES = 4_000_000  # of the answer
MEMORY = "512MB"
ADDRESS_SPACE = 3_000_000_000  # bytes; DuckDB reserves more than it uses
SETTINGS = (
    "set threads = 2",
    "set enable_progress_bar = false",  # it would stand before the answer on standard output
    f"set memory_limit = '{MEMORY}'",
    "set temp_directory = ''",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set allow_community_extensions = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)
TOO_LONG = f"Câu hỏi chạy quá {SECONDS} giây nên đã dừng. Hãy lọc bớt (quý, xã, chỉ tiêu)."
ONE_SELECT = "Chỉ nhận một câu SELECT đọc các bảng marts; không có lệnh nào khác."
TOO_LARGE = "Kết quả hoặc phép tính quá lớn. Hãy lọc bớt hoặc chọn ít cột hơn."


def open_marts(file: str, scope: Scope) -> duckdb.DuckDBPyConnection:
    """Open a release's file for questions: read-only, locked, as much of it as the scope holds.

    Args:
        file: path of ``internal.duckdb`` or ``external.duckdb``.
        scope: what may be seen.
    """
    connection = duckdb.connect(":memory:")
    quoted = file.replace("'", "''")
    connection.execute(f"attach '{quoted}' as release (read_only)")
    if scope.is_whole:
        connection.execute("use release")
    else:
        _keep_only_what_is_seen(connection, scope)
    for setting in SETTINGS:
        connection.execute(setting)
    return connection


def _keep_only_what_is_seen(connection: duckdb.DuckDBPyConnection, scope: Scope) -> None:
    """Copy what a narrow scope sees and let go of the file: views alone leave it reachable."""
    make_views(connection, scope)
    connection.execute("attach ':memory:' as seen")
    connection.execute("create schema seen.marts")
    views = connection.execute(
        "select view_name from duckdb_views() where schema_name = 'marts' and not internal"
    ).fetchall()
    for (name,) in views:
        connection.execute(
            f'create table seen.marts."{name}" as select * from memory.marts."{name}"'
        )
    connection.execute("use seen")
    connection.execute("detach release")


def answer(connection: duckdb.DuckDBPyConnection, sql: str) -> dict:
    """Run one question.

    Args:
        connection: of ``open_marts``.
        sql: what was typed.

    Returns:
        ``columns``, ``rows`` (texts, numbers, null) and ``cut`` where there were more rows; or
        ``error`` in words.
    """
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        return {"error": f"Câu SQL chưa đúng: {str(error)[:400]}"}
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        return {"error": ONE_SELECT}
    text = statements[0].query.strip().rstrip(";")
    stopped = threading.Event()

    def stop() -> None:
        stopped.set()
        connection.interrupt()

    timer = threading.Timer(SECONDS, stop)
    timer.start()
    try:
        found = connection.execute(f"select * from (\n{text}\n) limit {MOST_ROWS + 1}")
        columns = [column[0] for column in found.description]
        return _cut(columns, found.fetchmany(MOST_ROWS + 1))
    except (duckdb.OutOfMemoryException, MemoryError):
        return {"error": TOO_LARGE}
    except duckdb.Error as error:
        return {"error": TOO_LONG if stopped.is_set() else f"Không chạy được: {str(error)[:400]}"}
    finally:
        timer.cancel()


def _cut(columns: list[str], found: list[tuple]) -> dict:
    rows, size = [], 0
    for row in found[:MOST_ROWS]:
        plain = [_plain(value) for value in row]
        size += sum(len(str(value)) for value in plain)
        if size > MOST_BYTES:
            break
        rows.append(plain)
    return {"columns": columns, "rows": rows, "cut": len(rows) < len(found)}


def _plain(value: object) -> str | int | float | bool | None:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)[:MOST_LETTERS]


def main() -> None:
    """Answer the question on the standard input."""
    asked = json.load(sys.stdin)
    communes = asked["communes"]
    scope = Scope(
        None if communes is None else frozenset(communes), asked["hotspots"], asked["audience"]
    )
    connection = open_marts(asked["file"], scope)
    os.chdir(tempfile.gettempdir())
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS * 4, SECONDS * 4))
    try:
        made = answer(connection, asked["sql"])
    except MemoryError:
        made = {"error": TOO_LARGE}
    print(json.dumps(made, ensure_ascii=False))


if __name__ == "__main__":
    main()
