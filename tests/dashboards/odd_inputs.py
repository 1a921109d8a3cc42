"""Every query of the dashboards against one database, with usual and with odd inputs.

An odd input is what an address, an old bookmark or a curious reader brings: an area or indicator
that is not there, a quarter without data, quote characters, nothing at all.
"""

from typing import Any

import duckdb

from dashboards.release_reader import QUERY_DIR, load_query

QUERIES = sorted(path.stem for path in QUERY_DIR.glob("*.sql"))
NOT_THERE = {
    "kpi": "XX-99",
    "area": "99999",
    "period": "1999Q1",
    "span": "decade",
    "kind": "planet",
    "comparison": "never",
    "event": "none:0",
    "load": "none",
    "base": "1999Q1",
}
QUOTES = dict.fromkeys(NOT_THERE, """' or '1' = '1' -- " '; drop schema marts cascade; --""")
NOTHING = dict.fromkeys(NOT_THERE, "")

Answer = tuple[list[tuple[str, str]], list[tuple]]


def ask(connection: duckdb.DuckDBPyConnection, query: str, inputs: dict[str, Any]) -> Answer:
    """Columns (name, type) and rows of one query.

    Args:
        connection: a database with the schema `marts`.
        query: a file of `dashboards/queries`, without `.sql`.
        inputs: values by name; those that the query does not take are left out.
    """
    sql, names = load_query(query)
    connection.execute(sql, {name: inputs[name] for name in names} or None)
    columns = [(column[0], str(column[1])) for column in connection.description]
    return columns, connection.fetchall()


def assert_bears_odd_inputs(
    connection: duckdb.DuckDBPyConnection, query: str, usual: dict[str, str]
) -> list[tuple]:
    """Ask one query with usual and odd inputs; all answers must have the same columns.

    Args:
        connection: a database with the schema `marts`.
        query: a file of `dashboards/queries`, without `.sql`.
        usual: for each input a value that the database has.

    Returns:
        The rows for the usual inputs.

    Raises:
        AssertionError: a column differs, or quotes found more than a name that is not there.
    """
    usual = {name: usual[name] for name in load_query(query)[1]}
    columns, rows = ask(connection, query, usual)
    one_odd = [usual | {name: odd[name]} for odd in (NOT_THERE, QUOTES, NOTHING) for name in usual]
    for inputs in [*one_odd, NOT_THERE, QUOTES, NOTHING]:
        assert ask(connection, query, inputs)[0] == columns, (query, inputs)
    for name in usual:
        unknown = ask(connection, query, usual | {name: NOT_THERE[name]})[1]
        quoted = ask(connection, query, usual | {name: QUOTES[name]})[1]
        assert quoted == unknown, (query, name)
    return rows
