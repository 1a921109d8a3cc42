"""Read the published release: the only door from any screen or command to its numbers.

A release folder holds ``internal.duckdb`` (schema ``marts``) and ``manifest.json``; the symlink
``releases/current`` names the one in force. The link is resolved anew for every question, so a
release that is swapped while a page is open is seen by the next question, and one that is being
read keeps answering until nobody holds it.

Questions are the files of ``dashboards/queries``: DuckDB SQL with Evidence inputs, so the same
file serves this reader and an Evidence page. Input values are bound, never put into the text.
"""

import itertools
import json
import os
import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from dashboards.kept_answers import KeptAnswers
from dashboards.release_scope import EVERYTHING, Scope, add_empty_marts, make_views

QUERY_DIR = Path(__file__).parent / "queries"
DEFAULT_HOME = Path(__file__).parents[1] / "data"

_QUOTED_INPUT = re.compile(r"'\$\{inputs\.(\w+)(?:\.value)?\}'")
_LIST_INPUT = re.compile(r"\bin\s+\$\{inputs\.(\w+)\.value\}", re.IGNORECASE)
_QUERY_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CHAINED = re.compile(r"\$\{([a-z][a-z0-9_]*)\}")


class QueryError(ValueError):
    """A query file is missing, breaks the Evidence subset, or got the wrong inputs."""


def bind_inputs(sql: str) -> tuple[str, frozenset[str]]:
    """Turn Evidence inputs into DuckDB's named parameters.

    Args:
        sql: text of a query file; ``'${inputs.kpi.value}'`` is one value,
            ``in ${inputs.areas.value}`` a list.

    Returns:
        The SQL with ``$kpi`` and ``in (select unnest($areas))``, and the names of its inputs.

    Raises:
        QueryError: an input is written in another way, or the text holds a backslash (Evidence
            would silently drop it).
    """
    names: set[str] = set()

    def single(match: re.Match[str]) -> str:
        names.add(match[1])
        return f"${match[1]}"

    def several(match: re.Match[str]) -> str:
        names.add(match[1])
        return f"in (select unnest(${match[1]}))"

    bound = _LIST_INPUT.sub(several, _QUOTED_INPUT.sub(single, sql))
    if "${" in bound:
        raise QueryError(f"an input outside the Evidence subset: {bound[bound.index('${') :][:60]}")
    if "\\" in bound:
        raise QueryError("a query must not hold a backslash: Evidence drops it")
    return bound, frozenset(names)


def chain_queries(sql: str, above: tuple[str, ...] = ()) -> str:
    """Put the text of each query that another names as ``${name}`` in its place, as Evidence does.

    Args:
        sql: text of a query file.
        above: the queries that this text is part of.

    Raises:
        QueryError: no such query, or a query that is part of itself.
    """

    def inlined(match: re.Match[str]) -> str:
        name = match[1]
        if name in above:
            raise QueryError(f"a query is part of itself: {' > '.join((*above, name))}")
        path = _query_path(name)
        return f"(\n{chain_queries(path.read_text(encoding='utf-8'), (*above, name))}\n)"

    return _CHAINED.sub(inlined, sql)


def _query_path(name: str) -> Path:
    path = QUERY_DIR / f"{name}.sql"
    if not _QUERY_NAME.fullmatch(name) or not path.is_file():
        raise QueryError(f"no query named {name!r} in {QUERY_DIR}")
    return path


# What was loaded of a file, and when it and the files that it chains were last changed
_loaded: dict[Path, tuple[dict[Path, int], tuple[str, frozenset[str]]]] = {}


def _changes(path: Path, known: dict[Path, int] | None = None) -> dict[Path, int]:
    """When a query's file, and each that it chains, was last changed."""
    known = {} if known is None else known
    if path not in known and path.is_file():
        known[path] = path.stat().st_mtime_ns
        for name in _CHAINED.findall(path.read_text(encoding="utf-8")):
            _changes(path.with_name(f"{name}.sql"), known)
    return known


def load_query(name: str) -> tuple[str, frozenset[str]]:
    """Return a query file's bound SQL and the names of its inputs.

    Args:
        name: file name without ``.sql``.

    Raises:
        QueryError: no such file, or one outside the Evidence subset.
    """
    path = _query_path(name)
    changes, loaded = _loaded.get(path, (None, None))
    if changes is None or any(_changed_at(part) != at for part, at in changes.items()):
        loaded = bind_inputs(chain_queries(path.read_text(encoding="utf-8"), (name,)))
        _loaded[path] = (_changes(path), loaded)
    return loaded


def _changed_at(path: Path) -> int:
    return path.stat().st_mtime_ns if path.is_file() else 0


@dataclass
class Release:
    """One release, opened for reading.

    Attributes:
        folder: the real folder (never the ``current`` link).
        manifest: what ``manifest.json`` says.
        scope: the part of it that this opening shows.
    """

    folder: Path
    manifest: dict
    _connection: duckdb.DuckDBPyConnection = field(repr=False)
    scope: Scope = EVERYTHING
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _opening: int = field(default_factory=itertools.count().__next__, repr=False)

    @property
    def release_id(self) -> str:
        """The release's name, as the manifest gives it."""
        return self.manifest.get("release_id", self.folder.name)

    @classmethod
    def open(cls, folder: Path, scope: Scope = EVERYTHING) -> "Release":
        """Open the release in ``folder`` read-only, with no way out to other files.

        Args:
            folder: the release's real folder.
            scope: what may be seen of it.

        Raises:
            FileNotFoundError: the folder lacks its warehouse or manifest.
        """
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        warehouse = folder / f"{scope.audience}.duckdb"
        if not warehouse.is_file():
            raise FileNotFoundError(warehouse)
        # Attached to a database of its own: DuckDB shares what is opened by path, so a file that
        # was replaced under the same path would go on giving the old numbers
        # One thread a question: the server asks several at once, and a second thread costs a short
        # question more than it saves
        connection = duckdb.connect(config={"threads": 1})
        connection.execute("set enable_progress_bar = false")  # it is English, in the server's log
        path = str(warehouse).replace("'", "''")
        connection.execute(f"attach '{path}' as release (read_only)")
        if not scope.is_whole:
            make_views(connection, scope)
            internal = folder / f"{EVERYTHING.audience}.duckdb"
            if scope.audience != EVERYTHING.audience and internal.is_file():
                add_empty_marts(connection, internal)
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        return cls(folder, manifest, connection, scope)

    def run(self, query_name: str, **params: object) -> list[dict]:
        """Answer one question.

        Args:
            query_name: a file of ``dashboards/queries`` without ``.sql``.
            **params: exactly the inputs that the file names.

        Returns:
            One dict a row, keys in the order of the select list.

        Raises:
            QueryError: unknown query, or inputs missing or left over.
        """
        sql, names = load_query(query_name)
        if names != params.keys():
            raise QueryError(
                f"{query_name}.sql takes inputs {sorted(names)}, was given {sorted(params)}"
            )
        key = (self._opening, sql, json.dumps(params, sort_keys=True, default=repr))
        answer = _kept.find(key)
        if answer is None:
            answer = self._execute(sql, params)
            _kept.keep(key, answer)
        columns, rows = answer
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def _execute(self, sql: str, params: dict) -> tuple[list[str], list[tuple]]:
        with self._lock:  # a cursor is private to one thread, making one is not
            cursor = self._connection.cursor()
        try:
            if self.scope.is_whole:
                cursor.execute("use release")
            cursor.execute(sql, params or None)
            return [column[0] for column in cursor.description], cursor.fetchall()
        finally:
            cursor.close()


_kept = KeptAnswers()
_KEPT_OPEN = 64  # releases times scopes: one a role, one a commune whose officers are at work
_opened: OrderedDict[tuple[Path, Scope], tuple[tuple, Release]] = OrderedDict()
_opened_lock = threading.Lock()


def forget_answers() -> None:
    """Have every question answered from the release again: for tests and benchmarks."""
    _kept.forget()


def find_home(home: Path | str | None = None) -> Path:
    """Return the root of all state: the argument, else ``QHLD_HOME``, else the checkout's data."""
    return Path(home or os.environ.get("QHLD_HOME") or DEFAULT_HOME)


def current_release(home: Path | str | None = None, scope: Scope = EVERYTHING) -> Release | None:
    """Return the release in force, or None where none was published yet.

    Args:
        home: root of all state (default: ``QHLD_HOME``).
        scope: what may be seen of it; each scope is opened apart.

    The same release is opened once a scope and shared; it is opened anew when the link moved or
    the file behind it was replaced.
    """
    link = find_home(home) / "releases" / "current"
    for _ in range(2):  # the folder may be collected between resolving and opening: look again
        try:
            folder = link.resolve(strict=True)
            stat = (folder / f"{scope.audience}.duckdb").stat()
            mark = (folder, stat.st_ino, stat.st_mtime_ns)
            with _opened_lock:
                known = _opened.get((link, scope))
                if known is None or known[0] != mark:
                    _opened[link, scope] = known = (mark, Release.open(folder, scope))
                _opened.move_to_end((link, scope))
                while len(_opened) > _KEPT_OPEN:
                    _opened.popitem(last=False)
                return known[1]
        except FileNotFoundError:
            continue
    return None
