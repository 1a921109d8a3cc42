"""The Evidence site as handed to outsiders: every query of its pages in Evidence's own engine.

The first run fetches the packages (some 700 MB, one to two minutes) into ~/.cache/qhld.
"""

import shutil

import pytest

from tests.pipeline.conftest import Home
from tests.slow.evidence_site import RegistryUnreachableError, installed, step

pytestmark = [pytest.mark.slow, pytest.mark.pipeline]


@pytest.fixture(scope="module")
def home(undisturbed, tmp_path_factory) -> Home:
    """A home with the release of the shared one, which stays as it is."""
    path = tmp_path_factory.mktemp("home")
    shutil.copytree(undisturbed.path / "releases", path / "releases", symlinks=True)
    return Home(path)


@pytest.fixture(scope="module")
def project(home, tmp_path_factory):
    """The project handed to outsiders, its packages installed, its sources read."""
    folder = tmp_path_factory.mktemp("out") / "site"
    code, text = home.qhld("export", "evidence", str(folder))
    assert code == 0, text
    try:
        with installed(folder) as site:
            read = step(site, "npm", "run", "sources", minutes=5)
            assert read.returncode == 0, read.stdout[-3000:]
            yield site
    except RegistryUnreachableError as error:
        pytest.skip(f"NOT RUN: the npm registry cannot be reached: {error}")


def test_every_query_runs_in_evidences_engine(project):
    ran = step(project, "npm", "run", "check", minutes=4)
    assert ran.returncode == 0, ran.stdout[-3000:]
    assert "FAILED" not in ran.stdout
    assert ran.stdout.count(" rows\n") > 60


def test_the_engine_check_finds_a_broken_query(project):
    page = project / "pages" / "chat-luong.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good.replace("select p.* from ${periods}", "select p.nope from ${periods}"))
    try:
        ran = step(project, "npm", "run", "check", minutes=4)
    finally:
        page.write_text(good, encoding="utf-8")
    assert ran.returncode == 1
    assert ran.stdout.count("FAILED") == 1
