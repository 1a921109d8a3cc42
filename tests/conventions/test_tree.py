"""Rules of the tree: layout, names, sizes, what must not be written anywhere."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READER = ROOT / "ingest"
MAX_LINES = 320


@cache
def tracked() -> tuple[Path, ...]:
    """Files that git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return tuple(ROOT / name for name in listed if (ROOT / name).is_file())


def python_files() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py"]


def text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def test_top_level_is_fixed():
    folders = {
        path.relative_to(ROOT).parts[0]
        for path in tracked()
        if len(path.relative_to(ROOT).parts) > 1
    }
    assert folders - {".ci"} == {
        "dagster_project",
        "dbt",
        "ingest",
        "dashboards",
        "tests",
        "data",
    }


def test_no_src_folder_and_no_python_in_dbt():
    # dg looks for the package in src/ when it exists; a module in dbt/ would shadow dbt itself
    assert not (ROOT / "src").exists()
    assert not [
        path for path in tracked() if path.parts[len(ROOT.parts)] == "dbt" and path.suffix == ".py"
    ]


def test_names_say_content():
    vague = re.compile(r"(^|/)(utils?|helpers?|common|misc|lib)(\.py|/)")
    assert not [str(p) for p in tracked() if vague.search(p.relative_to(ROOT).as_posix())]


@pytest.mark.parametrize("suffix", [".py", ".sql", ".js", ".css"])
def test_files_stay_short(suffix):
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked()
        if path.suffix == suffix
        and "vendor" not in path.parts
        and (lines := len((text_of(path) or "").splitlines())) > MAX_LINES
    }
    assert not long


def test_modules_have_docstrings():
    without = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not without


def test_no_registry_hosts_and_no_unfinished_words():
    hosts = re.compile(
        "|".join(
            (
                "pythonhos" + "ted",
                r"registry\." + "npm",
                r"py" + r"pi\.(org|io)/",
                r"deb\." + "debian",
            )
        )
    )
    words = re.compile(
        r"\b(TO" + "DO|FIX" + "ME|XX" + "X|raise NotImplemented" + "Error|coming " + "soon)\\b"
    )
    for path in tracked():
        text = text_of(path)
        if text is None or "vendor" in path.parts:
            continue
        assert not hosts.search(text), path
        if path.suffix in (".py", ".sql", ".md", ".yml", ".yaml", ".js"):
            assert not words.search(text), (path, words.search(text))


def test_nothing_reads_outside_the_tree():
    outside = re.compile(r"\.\./shared|/work/")
    assert not [
        str(p) for p in tracked() if (t := text_of(p)) and outside.search(t) and p != Path(__file__)
    ]


def imports_of(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("ingest", {"dagster", "dagster_dbt", "dagster_project", "dashboards", "dbt", "dash"}),
        ("dashboards", {"dagster", "dagster_dbt", "dagster_project", "ingest", "dbt", "pandas"}),
    ],
)
def test_layers_do_not_look_back(package, forbidden):
    crossing = {
        str(path.relative_to(ROOT)): found
        for path in python_files()
        if path.relative_to(ROOT).parts[0] == package and (found := imports_of(path) & forbidden)
    }
    assert not crossing


def test_duckdb_is_opened_without_its_english_progress_bar():
    """It goes to standard output, where a command's answer stands: one place opens files."""
    opening = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.relative_to(ROOT).parts[0] in ("ingest", "dagster_project")
        and "duckdb.connect(" in path.read_text(encoding="utf-8")
    ]
    assert opening == ["ingest/connect_duckdb.py"]


def test_no_form_is_named_in_reader_code():
    """Adding a form takes one YAML and one sample: the reader's Python knows no form by name."""
    forms = [path.stem for path in (ROOT / "ingest" / "forms").glob("*.yml")]
    assert len(forms) >= 5
    reader = [
        p for p in python_files() if READER in p.parents and READER / "sample" not in p.parents
    ]
    assert len(reader) > 100
    for path in reader:
        names = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not names & set(forms), (path, names & set(forms))
