"""Reads pages as Evidence 40.1.8 does, and finds what would break a build or, worse, not break it.

Evidence turns the SQL of a page into JavaScript template literals and runs it in the browser, on
DuckDB with types of its own and without extensions. Much that is wrong there fails silently: a
backslash disappears, `current_date` waits for ever, an input that nobody sets leaves "Loading…".
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import sqlglot
import yaml
from sqlglot import exp

IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
# names of languages make a fence that is shown as code; the rest are variables of a page
RESERVED = {"r", "c", "go", "sql", "code", "json", "js", "python", "bash", "html", "css"} | {
    "data", "inputs", "params", "props", "page", "fmt", "browser", "dev", "get",
}  # fmt: skip
# these load an extension (icu, json), which Evidence downloads: offline the page hangs
NEEDS_EXTENSION = re.compile(
    r"\bcurrent_date\b|\btoday\s*\(|\b(current_)?localtime(stamp)?\b|\bat\s+time\s+zone\b"
    r"|\bcollate\s+(?!nocase|noaccent|nfc)|\bto_json\b|\bjson_\w+|::\s*json\b|->>?|\bread_\w+\s*\(",
    re.IGNORECASE,
)
WRONG_DATES = re.compile(r"<(DateRange|DateInput)\b")  # a day off east of Greenwich (#2449)
DEEPEST_CHAIN = 15
SETTINGS = "SET ieee_floating_point_ops = false; SET old_implicit_casting = true;"
_FENCE = re.compile(r"^```(?:sql[ \t]+)?([^\s`]+)[ \t]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CHAIN = re.compile(r"\$\{\s*([^}.]+?)\s*\}")
_INPUT = re.compile(r"\$\{\s*(inputs|params)\.(\w+)((?:\.\w+)*)\s*\}")


@dataclass
class Page:
    """A page as Evidence takes it apart.

    Attributes:
        path: below `pages`, with the names of its parameters in brackets.
        text: the whole file.
        queries: SQL by name, from files and fences alike, not yet chained.
        problems: what taking it apart found.
    """

    path: str
    text: str
    queries: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_page(path: str, text: str, query_folder: Path) -> Page:
    """Take a page apart.

    Args:
        path: below `pages`.
        text: its Markdown.
        query_folder: where the files of its frontmatter are.
    """
    page = Page(path, text)
    head = re.match(r"\s*---\n(.*?)\n---\n", text, re.DOTALL)
    listed = (yaml.safe_load(head[1]) or {}).get("queries", []) if head else []
    if listed and not text[head.end() :].startswith("\n\n"):
        page.problems.append("no blank lines after the frontmatter: a script there does not parse")
    for entry in listed:
        if not isinstance(entry, dict):
            page.problems.append(f"{entry}: give an alias, `- name: {entry}`")
            continue
        for alias, name in entry.items():
            if not re.fullmatch(r"[a-z][a-z0-9_]*", alias):
                page.problems.append(f"{alias}: an alias is lower-case")
            file = query_folder / name
            if file.is_file():
                _add(page, alias, file.read_text(encoding="utf-8"))
            else:
                page.problems.append(f"{name}: no such file in queries")
    for name, sql in _FENCE.findall(text[head.end() if head else 0 :]):
        _add(page, name, sql)
    return page


def _add(page: Page, name: str, sql: str) -> None:
    if not IDENTIFIER.fullmatch(name) or name.lower() in RESERVED:
        page.problems.append(f"{name}: not a name that a query may have")
    elif name in page.queries:
        page.problems.append(f"{name}: two queries of this name")
    page.queries[name] = sql


def find_problems(
    page: Page, database: duckdb.DuckDBPyConnection, values: dict[str, str]
) -> list[str]:
    """Say what is wrong with a page.

    Args:
        page: as read.
        database: the sources as Evidence sees them (`evidence_tables`).
        values: for inputs and parameters.

    Returns:
        One sentence a problem; empty where the page is well.
    """
    problems = list(page.problems)
    if found := WRONG_DATES.search(page.text):
        problems.append(f"{found[1]}: gives the day before in Viet Nam's time zone")
    chained = {inner for sql in page.queries.values() for inner in _CHAIN.findall(sql)}
    set_here = _inputs_set(page)
    for name, sql in page.queries.items():
        found = [*_of_text(sql, name in chained), *_of_inputs(page, sql, set_here)]
        if not found:
            found = _of_run(page, name, database, values)
        problems += [f"{name}: {problem}" for problem in found]
    return problems


def _inputs_set(page: Page) -> set[str]:
    """Inputs that a component of the page gives a value from the start."""
    names = set(re.findall(r"<Choose\b[^>]*\bname=\"(\w+)\"", page.text))
    for attributes in re.findall(r"<Fixed\b([^>]*)/>", page.text):
        names |= set(re.findall(r"(\w+)=", attributes))
    return names


def _of_text(sql: str, is_chained: bool) -> list[str]:
    problems = []
    if "\\" in sql:
        problems.append("a backslash: it disappears and the answer is wrong")
    bare = re.sub(r"--.*", "", sql)
    if found := NEEDS_EXTENSION.search(bare):
        problems.append(f"{found[0].strip()}: needs an extension, the page hangs offline")
    last = sql.rstrip().splitlines()[-1].lstrip() if sql.strip() else ""
    if ";" in bare:
        problems.append("a semicolon: one statement, without an end")
    if is_chained and last.startswith("--"):
        problems.append("ends with a comment, which swallows the bracket of a chain")
    return problems


def _of_inputs(page: Page, sql: str, set_here: set[str]) -> list[str]:
    problems = []
    for kind, name, rest in _INPUT.findall(sql):
        if kind == "params" and f"[{name}]" not in page.path:
            problems.append(f"params.{name}: the page's path has no [{name}]")
        elif kind == "inputs" and name not in set_here:
            problems.append(f"inputs.{name}: nothing sets it, the page says Loading for ever")
        elif kind == "inputs" and rest != ".value":
            problems.append(f"inputs.{name}{rest}: take .value")
    return problems


def resolve(page: Page, name: str, values: dict[str, str], above: tuple[str, ...] = ()) -> str:
    """The SQL that Evidence runs for a query: chains put in, inputs as text.

    Raises:
        ValueError: a chain that is unknown, circular or too deep.
    """
    if name in above:
        raise ValueError(f"part of itself: {' > '.join((*above, name))}")
    if len(above) > DEEPEST_CHAIN:
        raise ValueError(f"chained more than {DEEPEST_CHAIN} deep")
    if name not in page.queries:
        raise ValueError(f"chains {name}, which is not on the page")
    filled = _INPUT.sub(lambda match: values[match[2]], page.queries[name])
    return _CHAIN.sub(lambda match: f"({resolve(page, match[1], values, (*above, name))})", filled)


def _of_run(
    page: Page, name: str, database: duckdb.DuckDBPyConnection, values: dict[str, str]
) -> list[str]:
    try:
        sql = resolve(page, name, values)
        tree = sqlglot.parse_one(sql, dialect="duckdb")
        steps = {step.alias for step in tree.find_all(exp.CTE)}
        for table in tree.find_all(exp.Table):
            if table.name and not table.db and table.name not in steps:
                return [f"{table.name}: qualify with the source"]
        database.execute(f"SELECT * FROM ({sql}\n)").fetchall()
    except (ValueError, duckdb.Error, sqlglot.errors.ParseError) as error:
        return [str(error).splitlines()[0]]
    return []


def evidence_tables(sources: Path, data: Path) -> tuple[duckdb.DuckDBPyConnection, list[str]]:
    """Load a project's sources with the types and settings that pages meet in Evidence.

    Args:
        sources: folder of the project's sources, each a folder of SQL files.
        data: folder that stands for the project's `data`.

    Returns:
        The database, and what is wrong with a source.
    """
    database, problems = duckdb.connect(), []
    for file in sorted(sources.glob("*/*.sql")):
        schema, table = file.parent.name, file.stem
        sql = file.read_text(encoding="utf-8").replace("'data/", f"'{data}/")
        database.execute(f"create schema if not exists {schema}")
        database.execute(f"create or replace temp table raw as {sql}")
        if not database.execute("select count(*) from raw").fetchone()[0]:
            problems.append(f"{schema}.{table}: no row, the whole build crashes")
        columns = database.execute("describe raw").fetchall()
        mapped = ", ".join(
            f'"{name}"::{_type_in_page(database, name, kind)} as "{name}"'
            for name, kind, *_ in columns
        )
        database.execute(f'create table {schema}."{table}" as select {mapped} from raw')
    database.execute(SETTINGS)
    return database, problems


def _type_in_page(database: duckdb.DuckDBPyConnection, name: str, kind: str) -> str:
    if re.match(r"(U?(TINY|SMALL|BIG|HUGE)?INT|DECIMAL|FLOAT|DOUBLE)", kind):
        return "DOUBLE"
    if kind == "BOOLEAN" or kind.startswith(("DATE", "TIMESTAMP")):
        known = database.execute(f'select count("{name}") from raw').fetchone()[0]
        if not known:  # of nulls alone Evidence makes numbers
            return "VARCHAR::DOUBLE"
        return "BOOLEAN" if kind == "BOOLEAN" else "TIMESTAMP_MS"
    return "VARCHAR"
