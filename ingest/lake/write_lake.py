"""The lake: one folder a load, one Parquet file a form in it, never rewritten.

A load is built under ``lake/building``, flushed to the disk and then takes its place under
``lake/loads`` in one rename, so that whoever looks finds it whole or not at all. A value keeps
beside it the cell it was read from (``<column>_cell``) and what stood there (``<column>_state``).
Personal columns never get here.
"""

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.archives.archive import is_kept
from ingest.checks.table_rows import lake_frame
from ingest.contracts.contract import Form, load_forms
from ingest.durable import flush_file, flush_folder, put_in_place
from ingest.home import building_dir, loads_dir, set_aside_dir

if TYPE_CHECKING:
    import polars as pl

EMPTY = "_empty"
PLACE = ("load_id", "table_no", "record_no", "sheet", "row", "period")


class LakeError(RuntimeError):
    """The lake cannot be written or does not fit the ledger; the message is for the operator."""


@dataclass(frozen=True, slots=True)
class Load:
    """What is known of a load besides its tables.

    Attributes:
        load_id: name of its folder.
        identity: hash of bytes, contract and aliases, agency and stated period; equal to
            ``load_id`` unless the same file had to be loaded again after a withdrawal.
        agency_code: sender.
        stated_period: quarter that sender or receipt stated, None when neither did.
        received_at: wall time in Asia/Ho_Chi_Minh.
        received_at_stated: whether that time was stated rather than taken from the clock.
        is_replacement: the sender calls it a replacement.
    """

    load_id: str
    identity: str
    file_name: str
    file_sha256: str
    agency_code: str
    stated_period: str | None
    received_at: datetime
    received_at_stated: bool
    is_replacement: bool
    contract_version: str


@dataclass(frozen=True, slots=True)
class Recovery:
    """What `recover` found and did: counts of folders."""

    unfinished_removed: int
    unknown_removed: int
    unknown_set_aside: int


def write_load(load: Load, tables: list[dict[str, Any]]) -> Path:
    """Write a load; its folder takes its place in one step, on the disk when this returns.

    Args:
        load: the load.
        tables: tables of the check result, with their rows; numbered from 1 in this order.

    Returns:
        The load's folder.

    Raises:
        LakeError: a value is not of its column's type.
    """
    building = building_dir() / load.load_id
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    for form_id, frame in _frames(load.load_id, tables).items():
        frame.write_parquet(building / f"{form_id}.parquet")
        flush_file(building / f"{form_id}.parquet")
    described = asdict(load) | {
        "received_at": load.received_at.isoformat(),
        "tables": [{k: v for k, v in table.items() if k != "rows"} for table in tables],
    }
    text = json.dumps(described, ensure_ascii=False, sort_keys=True, indent=1)
    (building / "load.json").write_text(text, encoding="utf-8")
    flush_file(building / "load.json")
    flush_folder(building)
    final = loads_dir() / load.load_id
    if final.exists():
        # Only a folder the ledger does not know can stand here: the ledger's own are never
        # written twice. It is what a killed process left, and says the same.
        _discard(final)
    put_in_place(building, final)
    return final


def _frames(load_id: str, tables: list[dict[str, Any]]) -> dict[str, "pl.DataFrame"]:
    """One frame a form; records are numbered from 1 through the whole file."""
    import polars as pl

    forms = load_forms()
    frames: dict[str, list[pl.DataFrame]] = {}
    next_record = 1
    for table_no, table in enumerate(tables, start=1):
        frame = lake_frame(table, forms[table["form"]], load_id, table_no, next_record)
        frames.setdefault(table["form"], []).append(frame)
        next_record += frame.height
    return {form_id: pl.concat(found) for form_id, found in frames.items()}


def stored_value(kind: str, value: Any) -> Any:
    """A value of the check result as the lake's type.

    Raises:
        TypeError, ValueError: the lake's type would change it.
    """
    if value is None:
        return None
    if kind in ("count", "money"):
        if isinstance(value, bool) or int(value) != value:
            raise ValueError(f"not a whole number: {value!r}")
        return int(value)
    if kind in ("quantity", "share"):
        return float(value)
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "datetime":
        return datetime.fromisoformat(value)
    expected = bool if kind == "flag" else str
    if not isinstance(value, expected):
        raise TypeError(f"not a {expected.__name__}: {value!r}")
    return value


def schema_of(form: Form) -> dict[str, "pl.DataType"]:
    """Columns and types of a form's Parquet file, in order."""
    import polars as pl

    text, number = pl.String(), pl.Int32()
    texts = ("period", "commune", "code", "codes", "tax_code", "text", "unit")
    types: dict[str, Any] = dict.fromkeys(texts, text)
    types |= {
        "count": pl.Int64(),
        "money": pl.Int64(),
        "quantity": pl.Float64(),
        "share": pl.Float64(),
    }
    types |= {"date": pl.Date(), "datetime": pl.Datetime("us"), "flag": pl.Boolean()}
    schema = dict(zip(PLACE, (text, number, number, text, number, text), strict=True))
    for name, column in form.stored_columns.items():
        schema.setdefault(name, types[column.type])
        schema |= {f"{name}_cell": text, f"{name}_state": text}
    return schema


def ensure_empty_forms() -> list[Path]:
    """Give every form a Parquet file without rows, so that readers find the form's columns.

    Returns:
        The files, one a form. One that has the right columns is left as it is.
    """
    import polars as pl

    folder = loads_dir() / EMPTY
    folder.mkdir(exist_ok=True)
    files = []
    for form in load_forms().values():
        path = folder / f"{form.id}.parquet"
        schema = schema_of(form)
        if not path.exists() or dict(pl.read_parquet_schema(path)) != schema:
            made = building_dir() / f"{form.id}.{os.getpid()}.parquet"
            pl.DataFrame(schema=schema).write_parquet(made)
            flush_file(made)
            put_in_place(made, path)
        files.append(path)
    return files


def recover(known: Iterable[str]) -> Recovery:
    """Make lake and ledger agree again after a kill. Call with the intake lock held.

    A file is taken in by four steps, each on the disk before the next begins: (1) its bytes into
    the archive, (2) the load's folder into the lake, (3) one transaction of the ledger, (4) the
    file out of the inbox. A load that the ledger does not know was therefore cut off between (2)
    and (3): its file still lies in the inbox (or its sender was never told that it was taken),
    and nothing counts it, since readers take loads from the ledger. It is REMOVED, not
    registered: taking the same inbox in again decides about the file in the same order and on
    the same ledger as if nothing had happened, whereas registering it here would put it before
    files that should have come first, without its findings. Nothing is lost, since step 1 kept
    the bytes; should they not be in the archive (a ledger put back from an old backup, an
    archive moved away), the folder is set aside under ``lake/set_aside`` instead.

    Args:
        known: ids of the loads in the ledger.

    Returns:
        What was done.

    Raises:
        LakeError: a load of the ledger is not in the lake. That is not a kill but a loss: the
            load would count as "reported, nothing to report". Names what to restore.
    """
    unfinished = list(building_dir().iterdir())
    for path in unfinished:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    present = {path.name for path in loads_dir().iterdir()} - {EMPTY}
    known = set(known)
    lost = sorted(known - present)
    if lost:
        raise LakeError(
            f"Thiếu {len(lost)} lần nạp đã ghi sổ trong {loads_dir()}: {', '.join(lost[:3])}… "
            "Hãy khôi phục các thư mục này từ bản sao lưu trước khi tiếp nhận thêm."
        )
    removed = aside = 0
    for load_id in sorted(present - known):
        folder = loads_dir() / load_id
        if _bytes_are_kept(folder):
            _discard(folder)
            removed += 1
        else:
            shutil.rmtree(set_aside_dir() / load_id, ignore_errors=True)
            put_in_place(folder, set_aside_dir() / load_id)
            aside += 1
    return Recovery(len(unfinished), removed, aside)


def _bytes_are_kept(folder: Path) -> bool:
    try:
        described = json.loads((folder / "load.json").read_text(encoding="utf-8"))
        return is_kept(described["file_sha256"])
    except (OSError, ValueError, KeyError):
        return False


def _discard(folder: Path) -> None:
    """Remove a load's folder: out of the readers' sight first, in one step."""
    hidden = building_dir() / f"{folder.name}.discarded"
    shutil.rmtree(hidden, ignore_errors=True)
    put_in_place(folder, hidden)
    shutil.rmtree(hidden)
