"""Every model and test is SQL that both DuckDB and Apache Spark can run.

The compiled text is parsed as DuckDB's, written again as Spark's and parsed as that; what the
dialects spell differently is left to a few dispatch macros, which dbt/README.md lists.
"""

import re
from pathlib import Path

import jinja2
import pytest
import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel

pytestmark = pytest.mark.pipeline

DBT = Path(__file__).resolve().parents[2] / "dbt"
MACROS = sorted((DBT / "macros").glob("*.sql"))
# Functions that sqlglot does not know by name. In compiled SQL of DuckDB they come from dispatch.
DUCKDB_SIDE_OF_DISPATCH = {"nfc_normalize"}
SPARK_SIDE_OF_DISPATCH = {"format_number"}
# One engine has them and the other not, or with another meaning.
ONE_ENGINE_ONLY = (
    exp.Qualify,
    exp.Pivot,
    exp.Lateral,
    exp.Lambda,
    exp.Struct,
    exp.List,
    exp.AnyValue,
)


def _compiled(manifest: dict) -> dict[str, str]:
    """Name -> compiled SQL of every model and data test."""
    return {
        node["name"]: node["compiled_code"]
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "test") and node["language"] == "sql"
    }


def _without_readers(tree: exp.Expression) -> exp.Expression:
    """The tree with the Parquet files of the lake as the tables that they are in Spark."""
    return tree.transform(
        lambda node: exp.to_identifier("files") if isinstance(node, exp.ReadParquet) else node
    )


def _as_spark(sql: str) -> str:
    """The statement in Spark's dialect.

    Raises:
        sqlglot.errors.SqlglotError: one of the two dialects cannot say it.
    """
    tree = _without_readers(sqlglot.parse_one(sql, dialect="duckdb"))
    spark = tree.sql(dialect="spark", unsupported_level=ErrorLevel.RAISE)
    sqlglot.parse_one(spark, dialect="spark")
    return spark


def test_every_model_and_test_parses_for_both_engines(dbt_manifest):
    compiled = _compiled(dbt_manifest)
    assert len(compiled) > 50
    failed = {}
    for name, sql in compiled.items():
        try:
            _as_spark(sql)
        except sqlglot.errors.SqlglotError as error:
            failed[name] = str(error)[:200]
    assert failed == {}


def test_no_model_uses_what_one_engine_lacks(dbt_manifest):
    found = {}
    for name, sql in _compiled(dbt_manifest).items():
        tree = sqlglot.parse_one(sql, dialect="duckdb")
        kinds = {kind.__name__ for kind in ONE_ENGINE_ONLY if tree.find(kind)}
        kinds |= {f.name.lower() for f in tree.find_all(exp.Anonymous)} - DUCKDB_SIDE_OF_DISPATCH
        if tree.find(exp.Distinct) and any(
            node.args.get("on") for node in tree.find_all(exp.Distinct)
        ):
            kinds.add("distinct on")
        if kinds:
            found[name] = kinds
    assert found == {}


@pytest.mark.parametrize(
    "sql",
    [
        "select a from t qualify row_number() over (partition by a order by b) = 1",
        "select list_transform(a, x -> x + 1) from t",
        "select distinct on (a) a, b from t",
        "select some_new_function(a) from t",
    ],
)
def test_what_one_engine_lacks_is_noticed(sql):
    node = {"name": "m", "compiled_code": sql, "resource_type": "model", "language": "sql"}
    with pytest.raises(AssertionError):
        test_no_model_uses_what_one_engine_lacks({"nodes": {"m": node}})


def _dispatched() -> dict[str, dict[str, list[str]]]:
    """Dispatch macro -> its implementations by prefix, each with its parameters."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in MACROS)
    names = re.findall(r"adapter\.dispatch\(\"(\w+)\"\)", text)
    heads = re.findall(r"{%-?\s*macro\s+(\w+?)__(\w+)\(([^)]*)\)", text)
    return {
        name: {
            prefix: [part.split("=")[0].strip() for part in parameters.split(",")]
            for prefix, macro, parameters in heads
            if macro == name
        }
        for name in names
    }


def test_macros_that_differ_by_engine_are_few_and_listed():
    dispatched = _dispatched()
    assert 0 < len(dispatched) <= 12
    for name, sides in dispatched.items():
        assert set(sides) == {"default", "duckdb"}, name
    listed = re.findall(r"^\| `(\w+)` \|", (DBT / "README.md").read_text(encoding="utf-8"), re.M)
    assert sorted(listed) == sorted(dispatched)


@pytest.mark.parametrize("name", _dispatched())
def test_both_sides_of_a_dispatch_macro_parse_in_their_engine(name):
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    text = "\n".join(path.read_text(encoding="utf-8") for path in MACROS)
    template = environment.from_string(
        text, globals={"dbt": jinja2.Undefined(), "return": lambda value: value}
    )
    for prefix, dialect in (("default", "spark"), ("duckdb", "duckdb")):
        parameters = _dispatched()[name][prefix]
        arguments = ["1" if p == "decimals" else "a" for p in parameters]
        sql = str(getattr(template.module, f"{prefix}__{name}")(*arguments)).strip()
        tree = sqlglot.parse_one(f"select {sql} from t", dialect=dialect)
        unknown = {f.name.lower() for f in tree.find_all(exp.Anonymous)}
        known = DUCKDB_SIDE_OF_DISPATCH if dialect == "duckdb" else SPARK_SIDE_OF_DISPATCH
        assert unknown <= known, sql
