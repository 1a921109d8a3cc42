"""A failed refresh in words: what stopped, where, what to do. The words are `failure_words.yml`."""

import errno
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from dagster_project.failing_rows import failing_rows
from dagster_project.release_checks import CHECK_NAMES, NOT_LOOKED_AT, check_build
from dagster_project.user_error import UserError
from dagster_project.warehouse_build import DBT_ARTIFACTS
from ingest.archives.archive import ArchiveError
from ingest.durable import IntakeBusyError
from ingest.lake.write_lake import LakeError
from ingest.ledgers.ledger import LedgerError

# Errors whose text is a Vietnamese sentence that says what to do.
FOR_THE_USER = (UserError, IntakeBusyError, LedgerError, LakeError, ArchiveError)
KEPT = "bản công bố hiện hành giữ nguyên"
_MOST_NAMED = 5
_BAD = ("fail", "error", "runtime error")


@dataclass(frozen=True, slots=True)
class Words:
    """What a failure means and what to do."""

    pattern: str
    what: str
    do: str


@lru_cache(maxsize=1)
def _words() -> dict[str, list[Words]]:
    text = Path(__file__).with_name("failure_words.yml").read_text(encoding="utf-8")
    return {kind: [Words(**entry) for entry in rows] for kind, rows in yaml.safe_load(text).items()}


def words_of(kind: str, text: str) -> Words | None:
    """The first entry that fits.

    Args:
        kind: "dbt" for the name of a dbt step, "trouble" for the text of an error.
        text: what is looked at.
    """
    return next(
        (one for one in _words()[kind] if re.search(one.pattern, text, re.IGNORECASE)), None
    )


def explain(error: BaseException, step: str, build: Path | None = None) -> str:
    """Say what stopped a refresh.

    Args:
        error: what was raised.
        step: Vietnamese name of the step.
        build: the build of the refresh, when it had begun one.

    Returns:
        A paragraph in Vietnamese: what, where, what to do. Never a traceback.
    """
    chain = list(_causes(error))
    for cause in chain:
        if isinstance(cause, FOR_THE_USER):
            return f"Dừng ở bước “{step}”. {cause}"
    for cause in chain:
        if found := words_of("trouble", _technical(cause)):
            return _sentence(step, found.what, found.do, _first_line(cause))
    if build is not None and (build / DBT_ARTIFACTS).exists() and (said := explain_dbt(build)):
        return f"Dừng ở bước “{step}”; {KEPT}.\n{said}"
    last = chain[-1]
    return _sentence(
        step,
        "Lỗi ngoài dự kiến",
        "Chạy lại với QHLD_DEBUG=1 và báo bộ phận hỗ trợ.",
        f"{type(last).__name__}: {_first_line(last)}",
    )


def explain_dbt(build: Path) -> str:
    """What dbt or the checks found wrong in a build; empty when nothing is."""
    path = build / DBT_ARTIFACTS / "run_results.json"
    log = build / DBT_ARTIFACTS / "dbt.log"
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    if not path.exists():
        found = words_of("trouble", text)
        if found:
            return f"dbt dừng giữa chừng: {found.what}. {found.do}"
        return "dbt dừng giữa chừng (bị ngắt hoặc không khởi động được). Chạy lại qhld refresh."
    lines = []
    results = json.loads(path.read_text(encoding="utf-8"))["results"]
    failed = [one for one in results if one["status"] in _BAD]
    for one in failed[:_MOST_NAMED]:
        name = one["unique_id"].split(".")[2]
        message = one.get("message") or ""
        found = words_of("trouble", message) or words_of("dbt", name)
        meaning = f"{found.what}. {found.do}" if found else "Xem nhật ký dbt."
        lines.append(f"  - {name}: {meaning}")
        lines += [f"      {where}" for where in failing_rows(build, one)]
    if len(failed) > _MOST_NAMED:
        lines.append(f"  - và {len(failed) - _MOST_NAMED} bước khác.")
    checks = [check for check in check_build(build) if not check.passed]
    if failed:  # told above; and what dbt did not get to cannot be looked at
        checks = [
            check
            for check in checks
            if check.name != CHECK_NAMES[0] and not check.detail.startswith(NOT_LOOKED_AT)
        ]
    return "\n".join([*lines, *(f"  - {check.detail}" for check in checks)])


def _sentence(step: str, what: str, do: str, detail: str) -> str:
    return f"Dừng ở bước “{step}”: {what}; {KEPT}.\n{do}\nMô tả kỹ thuật: {detail}"


def _technical(error: BaseException) -> str:
    number = getattr(error, "errno", None)
    return f"{type(error).__name__} {errno.errorcode.get(number, '')} {error}"


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what caused it, the root last."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
