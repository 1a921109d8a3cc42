"""Commune names that a person has decided about, as the reader of files sees them.

The decisions are rows of the ledger (`ingest.ledgers.decide_names`). Readers are processes of
their own that never open the ledger: they find the decisions in one small file beside it, written
anew after each decision, and look at it at the start of every file.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest.home import home
from ingest.values.fold_text import fold


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decided name means: the commune, and the sentence that says so."""

    commune_code: str
    reason: str


@dataclass(slots=True)
class _State:
    """What this process knows of the decisions, and for which sender it reads."""

    stamp: tuple[int, ...] | None = None
    version: str = ""
    by_key: dict[str, list[dict[str, Any]]] | None = None
    agency: str | None = None


_state = _State()


def decisions_file() -> Path:
    """Where readers find the decisions."""
    return home() / "name_decisions.json"


def decisions_version() -> str:
    """Hash of the decisions about communes; empty when there are none."""
    _look()
    return _state.version


def use_decisions(agency: str | None) -> None:
    """Look at the decisions anew; call at the start of each file.

    Args:
        agency: code of the sender, for decisions that hold for one sender only.
    """
    _look()
    _state.agency = agency


def decided_commune(text: str, on: date | None) -> Decided | None:
    """What a person decided that a name means, None when nobody did.

    Args:
        text: the name as written.
        on: day that the report is about; None is today.
    """
    if not _state.by_key:
        return None
    day = (on or date.today()).isoformat()
    own, general = None, None
    for one in _state.by_key.get(fold(text), ()):
        if (one["from"] or "") <= day <= (one["to"] or "9"):
            if one["agency"] is None:
                general = one
            elif one["agency"] == _state.agency:
                own = one
    found = own or general
    if found is None or found["commune"] is None:
        return None
    return Decided(found["commune"], f"Theo quyết định số {found['no']} của người xử lý tên.")


def _look() -> None:
    path = decisions_file()
    try:
        facts = path.stat()
        stamp = (facts.st_mtime_ns, facts.st_size, facts.st_ino, hash(str(path)))
    except FileNotFoundError:
        _state.stamp, _state.version, _state.by_key = None, "", None
        return
    if stamp == _state.stamp:
        return
    content = path.read_bytes()
    by_key: dict[str, list[dict[str, Any]]] = {}
    for one in json.loads(content):
        by_key.setdefault(one["key"], []).append(one)
    _state.stamp, _state.by_key = stamp, by_key
    _state.version = hashlib.sha256(content).hexdigest() if by_key else ""
