"""Runs dbt on a hand-made lake; the project is parsed once for all lakes of a test process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.pipeline.lake_fixture import DBT_DIR

PARSED = "partial_parse.msgpack"


def run_dbt(
    env: dict[str, str], scratch: Path, *arguments: str, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run dbt on a lake, writing nothing into the checkout.

    dbt parses the whole project anew when the path of the warehouse changes, and a fourth of it for
    that of the lake. So it is given one path for all of each, through a link, and begins with what
    the run before it has parsed. Views keep the path of the ledger, which is given as it is.

    Args:
        env: what `LakeBuilder.write` returned; the file of the warehouse is always called the same.
        scratch: folder for dbt's target and logs, made by pytest: the links stand beside it.
        arguments: the command and its options, such as ``build``.
        check: fail when dbt fails.

    Returns:
        The finished process.

    Raises:
        AssertionError: dbt failed and `check` is set; the message is its output.
    """
    warehouse = Path(env["QHLD_WAREHOUSE_FILE"])
    parsed = scratch.parent / PARSED
    building = _link(scratch.parent / "building", warehouse.parent)
    lake = _link(scratch.parent / "lake", Path(env["QHLD_LAKE_DIR"]))
    given = {"QHLD_WAREHOUSE_FILE": str(building / warehouse.name), "QHLD_LAKE_DIR": str(lake)}
    target = scratch / "target"
    if parsed.exists() and not (target / PARSED).exists():
        target.mkdir(exist_ok=True)
        shutil.copyfile(parsed, target / PARSED)
    command = [str(Path(sys.executable).with_name("dbt")), *arguments]
    command += ["--project-dir", str(DBT_DIR), "--profiles-dir", str(DBT_DIR)]
    command += ["--target-path", str(target), "--log-path", str(scratch / "logs")]
    done = subprocess.run(
        command,
        env=os.environ | env | given,
        cwd=scratch,
        capture_output=True,
        text=True,
        check=False,
    )
    if check:
        assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    if not parsed.exists() and (target / PARSED).exists():
        shutil.copyfile(target / PARSED, parsed)
    return done


def _link(link: Path, target: Path) -> Path:
    link.unlink(missing_ok=True)
    link.symlink_to(target)
    return link
