"""The bundle on a machine without a network: installed, upgraded with its state, refused when bad.

Everything runs in a network namespace that has no way out, with nothing of this environment.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.home import CHECKOUT

pytestmark = pytest.mark.slow
_ALONE = ["unshare", "--map-root-user", "--net"]


def _alone(*command: str | Path, home: Path) -> subprocess.CompletedProcess:
    """Run a command without a network and with a bare environment."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    words = [*_ALONE, *map(str, command)]
    return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=600)


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """A home folder for processes without a network; the namespace really has none."""
    home = tmp_path_factory.mktemp("alone")
    probe = _alone(
        *(sys.executable, "-c"),
        "import socket; socket.create_connection(('192.0.2.1', 443), 2)",
        home=home,
    )
    if "unshare" in probe.stderr:
        pytest.skip(f"NOT RUN: no network namespaces here ({probe.stderr.strip()})")
    assert "unreachable" in probe.stderr, probe.stderr
    return home


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A clone of the commit, so that unfinished work beside it does not matter."""
    clone = tmp_path_factory.mktemp("clone") / "qhld"
    subprocess.run(["git", "clone", "-q", CHECKOUT, clone], check=True)
    return clone


@pytest.fixture(scope="module")
def bundle(checkout):
    """The unpacked bundle of the commit."""
    made = subprocess.run(
        ["sh", ".ci/make_bundle.sh"],
        cwd=checkout,
        env={**os.environ, "VENV": sys.prefix, "OUT": "dist"},
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    (archive,) = (checkout / "dist").glob("*.tar")
    subprocess.run(["tar", "-xf", archive, "-C", checkout / "dist"], check=True)
    archive.unlink()
    return next(path for path in (checkout / "dist").iterdir() if path.is_dir())


def _next_version(checkout: Path, bundle: Path) -> Path:
    """The bundle of a later commit whose ledger has one more table; the packages are the same."""
    migrations = checkout / "ingest" / "ledgers" / "ledger_migrations"
    number = len(list(migrations.glob("*.sql"))) + 1
    (migrations / f"{number:04}_trial.sql").write_text("create table trial (id integer);\n")
    source = subprocess.run(
        ["tar", "-c", *(p.name for p in checkout.iterdir() if p.name not in (".git", "dist"))],
        cwd=checkout,
        capture_output=True,
        check=True,
    )
    made = shutil.copytree(bundle, bundle.with_name("qhld-next"), copy_function=os.link)
    for name in ("source.tar", "bundle.json", "SHA256SUMS"):
        (made / name).unlink()
    (made / "source.tar").write_bytes(source.stdout)
    about = json.loads((bundle / "bundle.json").read_text("utf-8"))
    (made / "bundle.json").write_text(json.dumps({**about, "version": "9.9.9-next"}, indent=1))
    sums = "find . -type f ! -name SHA256SUMS | xargs -d '\\n' sha256sum >SHA256SUMS"
    subprocess.run(["sh", "-c", sums], cwd=made, check=True)
    return made


def test_installed_used_and_upgraded_without_a_network(alone, checkout, bundle, tmp_path):
    to, state = tmp_path / "cài đặt", tmp_path / "dữ liệu"
    first = _alone("sh", bundle / "install.sh", "--to", to, "--home", state, home=alone)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "Cài đặt lành lặn" in first.stdout
    old = os.readlink(to / "current")
    qhld = to / "bin" / "qhld"
    made = _alone(
        *(qhld, "sample", "--quarters", "2026Q3..2026Q3", "--out", tmp_path / "mẫu"), home=alone
    )
    assert made.returncode == 0, made.stderr
    book = sorted((tmp_path / "mẫu" / "2026Q3").rglob("*.xlsx"))[0]
    _alone(qhld, "submit", book, home=alone)
    listed = _alone(qhld, "loads", "list", "--json", home=alone)
    assert json.loads(listed.stdout), listed.stderr

    later = _next_version(checkout, bundle)
    second = _alone("sh", later / "install.sh", "--to", to, home=alone)
    assert second.returncode == 0, second.stdout + second.stderr
    assert "ledger.sqlite: đã chuyển" in second.stdout
    assert os.readlink(to / "current") == "versions/9.9.9-next" != old
    assert _alone(qhld, "loads", "list", "--json", home=alone).stdout == listed.stdout
    (backup,) = (to / "backups").glob("*.tar")
    # the version before does not open what the new one has written, but the backup holds its own
    refused = subprocess.run(
        [to / old / ".venv" / "bin" / "qhld", "loads", "list"],
        env={"PATH": os.environ["PATH"], "QHLD_HOME": str(state)},
        capture_output=True,
        text=True,
    )
    assert "phiên bản mới hơn" in refused.stderr
    back = tmp_path / "khôi phục"
    restored = subprocess.run(
        [to / old / ".venv" / "bin" / "qhld", "restore", backup, "--to", back],
        env={"PATH": os.environ["PATH"], "QHLD_HOME": str(state)},
        capture_output=True,
        text=True,
    )
    assert restored.returncode == 0, restored.stderr


def test_a_damaged_bundle_changes_nothing(alone, bundle, tmp_path):
    damaged = shutil.copytree(bundle, tmp_path / "hỏng", copy_function=os.link)
    wheel = sorted((damaged / "wheelhouse").iterdir())[0]
    content = bytearray(wheel.read_bytes())
    content[len(content) // 2] ^= 1
    wheel.unlink()
    wheel.write_bytes(content)
    done = _alone("sh", damaged / "install.sh", "--to", tmp_path / "cài", home=alone)
    assert done.returncode == 1
    assert "không nguyên vẹn" in done.stderr
    assert not (tmp_path / "cài").exists()
