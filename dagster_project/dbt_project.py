"""The dbt project as it stands: where it is, what it is made of, and its parsed manifest."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

from dagster_project.dbt_process import PARENT
from dagster_project.user_error import UserError
from dagster_project.warehouse_build import dbt_environment
from ingest.home import logs_dir, warehouse_dir

CHECKOUT = Path(__file__).resolve().parents[1]
DBT_PROJECT = CHECKOUT / "dbt"
# Everything that turns checked rows into figures, besides the rows.
_RULES = (
    *(DBT_PROJECT / name for name in ("models", "macros", "seeds", "tests")),
    DBT_PROJECT / "dbt_project.yml",
    CHECKOUT / "data" / "reference",
)
_KEPT_MANIFESTS = 2
_ABANDONED_AFTER_SECONDS = 3600


@cache
def rules_hash() -> str:
    """Hash of the rules (dbt project and reference data) by which this process computes."""
    digest = hashlib.sha256()
    for root in _RULES:
        files = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file())
        for path in files:
            if path.suffix in (".sql", ".yml", ".csv", ".md"):
                digest.update(f"{path.relative_to(CHECKOUT)}\n".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def manifest_folder() -> Path:
    """Folder of this project's parsed manifest under QHLD_HOME, one for each state of the rules."""
    return warehouse_dir() / "dbt" / rules_hash()[:16]


def ensure_manifest() -> Path:
    """Parse the dbt project unless this very state of it was parsed before.

    Returns:
        `manifest.json`, with dbt's `partial_parse.msgpack` beside it.

    Raises:
        UserError: the project cannot be parsed; the log is kept and named.
    """
    folder = manifest_folder()
    if not (folder / "manifest.json").exists():
        making = folder.with_name(f".{folder.name}.{os.getpid()}")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        _parse(making)
        try:
            making.rename(folder)  # another process may have been quicker; its result is the same
        except OSError:
            shutil.rmtree(making)
        _forget_old_manifests(folder)
    return folder / "manifest.json"


def dbt_command_environment() -> dict[str, str]:
    """Environment of every dbt process of this home."""
    return {
        **dbt_environment(),
        "DBT_PROFILES_DIR": str(DBT_PROJECT),
        "DBT_PROJECT_DIR": str(DBT_PROJECT),
        "DBT_TARGET_PATH": str(manifest_folder()),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        PARENT: str(os.getpid()),
    }


def _parse(target: Path) -> None:
    environment = {
        **os.environ,
        **dbt_command_environment(),
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(target),
    }
    command = [sys.executable, "-m", "dagster_project.dbt_process", "--quiet", "parse"]
    result = subprocess.run(
        command,
        cwd=DBT_PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        log = logs_dir() / "dbt-parse.log"
        log.write_text(result.stdout, encoding="utf-8")
        raise UserError(f"Dự án dbt có lỗi nên chưa dựng được kho số liệu. Chi tiết: {log}")


def _forget_old_manifests(current: Path) -> None:
    """Keep the newest few; what a killed parse has left is removed once nobody can be at it."""
    folders = []
    for path in current.parent.iterdir():
        if not path.name.startswith("."):
            folders.append(path)
        elif time.time() - path.stat().st_mtime > _ABANDONED_AFTER_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
    folders.sort(key=lambda path: path.stat().st_mtime)
    for folder in folders[:-_KEPT_MANIFESTS]:
        if folder != current:
            shutil.rmtree(folder, ignore_errors=True)
