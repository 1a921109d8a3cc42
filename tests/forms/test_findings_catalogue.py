"""The catalogue of findings: every code that the sources give stands in it, and the reverse."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.document_findings import PAGE_FILE, SEED_FILE, page, seed
from ingest.messages import catalogue, finding
from ingest.refused import Refused

ROOT = Path(__file__).parents[2]
GIVERS = {"finding", "_add", "add", "remark", "Refused"}
READINGS = {"Reading", "NumberReading", "DateReading"}
OWN_ARGUMENTS = {"variant", "sheet", "cell", "found", "severity"}
USES = re.compile(r"ingest\.(messages|refused)")
CODE = re.compile(r"[a-z]+(_[a-z]+)*")


def sources() -> list[Path]:
    folders = ("ingest", "dagster_project", "dashboards")
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sources():
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*literals(node.body), *literals(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", None) or getattr(call.func, "id", "")


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call that gives a finding with a code written out: place, code, call."""
    for path, tree in trees():
        if not USES.search(path.read_text(encoding="utf-8")):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node) in GIVERS and node.args:
                for code in literals(node.args[0]):
                    if CODE.fullmatch(code):
                        yield f"{path.name}:{node.lineno}", code, node


def placeholders(text: str | None) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text or "") if name}


def test_every_code_that_is_given_stands_in_the_catalogue():
    given = [(where, code) for where, code, _ in calls()]
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node) in READINGS and len(node.args) > 2:
                given += [(f"{path.name}:{node.lineno}", code) for code in literals(node.args[2])]
    assert len(given) > 70
    assert not [(where, code) for where, code in given if code not in catalogue()]


def test_every_code_of_the_catalogue_is_given_somewhere():
    texts = {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not sorted(set(catalogue()) - texts)


def test_every_call_fills_in_what_its_texts_name():
    wrong = []
    for where, code, call in calls():
        entry = catalogue()[code]
        names = {keyword.arg for keyword in call.keywords}
        fields = names - OWN_ARGUMENTS - {None}
        variants = [None, *entry.variants] if None in names else [None]
        for keyword in call.keywords:
            if keyword.arg == "variant":
                variants = literals(keyword.value) or [None, *entry.variants]
        if name_of(call) == "Refused" and len(call.args) > 1:
            variants = literals(call.args[1]) or [None, *entry.variants]
        used = set()
        for variant in variants:
            said = entry.variant(variant)
            needed = set().union(*map(placeholders, (said.message, said.advice, said.allowed)))
            needed |= set() if "found" in names else placeholders(said.found)
            used |= needed
            needed -= {"found"} if "found" in names or said.found else set()
            if None not in names and not needed <= fields:
                wrong.append((where, code, variant, needed - fields))
        if not fields <= used:
            wrong.append((where, code, "unused", fields - used))
    assert not wrong


@pytest.mark.parametrize("code", catalogue())
def test_every_entry_is_whole_and_its_example_fills_it_in(code):
    entry = catalogue()[code]
    assert CODE.fullmatch(code)
    assert entry.severity in ("error", "warning", "note")
    for variant in (None, *entry.variants):
        item = finding(code, variant=variant, **entry.example)
        assert item.message.endswith(item.advice)
        assert item.allowed or entry.severity != "error"
        for text in (item.message, item.advice):
            assert text.endswith((".", "!", "?", ".)"))
            assert "{" not in text
            assert "  " not in text
            assert "None" not in text
        assert len(entry.title) <= 60
        assert not entry.title.endswith(".")


def test_an_error_says_what_to_do():
    for code, entry in catalogue().items():
        if entry.severity == "error":
            assert "hãy " in entry.advice.lower(), code


def test_an_unknown_code_or_placeholder_raises():
    with pytest.raises(KeyError):
        finding("no_such_code")
    with pytest.raises(KeyError):
        finding("not_a_number", found="nhiều")
    with pytest.raises(KeyError):
        Refused("unreadable", "no_such_variant")


def test_a_refusal_carries_its_finding():
    refused = Refused("wrong_kind", "archive", what="gói nén (.zip)")
    assert refused.code == "wrong_kind"
    assert refused.found == "gói nén (.zip)"
    assert refused.message == str(refused) == refused.finding.message
    assert refused.finding.advice in refused.message


def test_the_printed_list_is_the_one_of_the_catalogue():
    assert PAGE_FILE.read_text(encoding="utf-8") == page(), (
        "run: python -m ingest.document_findings"
    )
    assert SEED_FILE.read_text(encoding="utf-8") == seed()
