"""The file as received behind a cell: who gets it, from whom, and what is said otherwise."""

import re
from pathlib import Path

import duckdb
import pytest

from dashboards.app.access import audit
from dashboards.app.original_files import LEADERS_WAY, PATH, Originals
from dashboards.app.server import create_app
from dashboards.app.submitting.trays import clean_name
from dashboards.app.viewer import ADMIN, ANALYST, COMMUNE, LEADER, PUBLIC, THE_PUBLIC, Viewer
from dashboards.release_reader import current_release
from ingest.archives import archive
from ingest.archives.access import AccessError, Actor
from ingest.archives.open_archive import open_archived
from ingest.home import home
from ingest.ledgers import ledger
from tests.browser.release_fixture import write_release
from tests.submit_file import submit_file
from tests.unit.made_checks import INSPECTION, make_check, make_table
from tests.unit.mart_contracts import create_missing_marts
from tests.users import OWN_COMMUNE

NAME = "Báo cáo “quý III”; phường=Lào Cai.xlsx"
OWN, FOREIGN, DEPARTMENT = "X02647", "X02671", "STP"
SENDERS = {OWN: "02647", FOREIGN: "02671", DEPARTMENT: None}
OFFICER = Actor("an", "can_bo_xa", "qhld", frozenset({OWN_COMMUNE}))


def viewer_of(role: str) -> Viewer:
    """Somebody in a role, as a session would say."""
    if role == PUBLIC:
        return THE_PUBLIC
    return Viewer(role, role, frozenset({OWN_COMMUNE}) if role == COMMUNE else None, role)


@pytest.fixture(scope="module")
def where(tmp_path_factory) -> Path:
    """A home of its own for all tests of this file."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def _same_home(where, monkeypatch):
    monkeypatch.setenv("QHLD_HOME", str(where))


@pytest.fixture(scope="module")
def sent(where, tmp_path_factory) -> dict[str, object]:
    """What three offices sent, by office; each has its file in the archive."""
    found, path = {}, tmp_path_factory.mktemp("sent") / NAME
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("QHLD_HOME", str(where))
        for agency, commune in SENDERS.items():
            path.write_bytes(content_of(agency))
            row = INSPECTION | {"commune": commune or "02905"}
            check = make_check(path, make_table("inspection_summary", row))
            found[agency] = submit_file(path, agency=agency, check_result=check)
    return found


@pytest.fixture(scope="module")
def app(where, sent):
    """The app over a release that holds those loads."""
    folder = write_release(where)
    with duckdb.connect(str(folder / "internal.duckdb")) as release:
        create_missing_marts(release)
        for agency, result in sent.items():
            release.execute(
                "insert into marts.fct_submissions by name select ? as agency_code, "
                "'Nơi gửi' as agency_name, ? as commune_code, ? as load_id, ? as file_name, "
                "? as file_sha256, timestamp '2026-09-18 08:00' as received_at",
                [agency, SENDERS[agency], result.load_id, NAME, result.file_sha256],
            )
    made = create_app(where, viewer=viewer_of(ANALYST))
    made.server.config["PROPAGATE_EXCEPTIONS"] = False
    return made


@pytest.fixture
def removed(sent):
    """Let the time of an office's file be over, for one test."""
    agencies = []

    def remove(agency: str) -> None:
        agencies.append(agency)
        archive.remove_kept(sent[agency].file_sha256)

    yield remove
    for agency in agencies:
        archive.keep(content_of(agency))


def content_of(agency: str) -> bytes:
    """The file that an office sent."""
    return b"PK as received from " + agency.encode()


def get(app, role: str, load: str):
    """Ask for a load's file in a role."""
    app.server.config["QHLD_VIEWER"] = viewer_of(role)
    return app.server.test_client().get(f"{PATH}/{load}?role={ADMIN}&communes={FOREIGN[1:]}")


def openings() -> list[tuple]:
    """What the archive's door wrote down, newest last."""
    with ledger.open_ledger() as book:
        return [
            tuple(row)
            for row in book.execute("select asked_by, role, outcome, load_id from archive_openings")
        ]


def test_an_officer_gets_the_own_file_as_it_came_and_it_is_written_down(app, sent, removed) -> None:
    load = sent[OWN].load_id
    answer = get(app, COMMUNE, load)
    assert answer.status_code == 200
    assert answer.get_data() == b"PK as received from X02647"
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert "filename*=UTF-8''B%C3%A1o%20c%C3%A1o" in disposition
    assert openings()[-1] == (COMMUNE, COMMUNE, "opened", load)
    entry = audit.entries(home())[0]
    assert (entry["action"], entry["who"]) == ("download", COMMUNE)
    assert "Lào Cai.xlsx (X02647" in entry["subject"]
    # its time is over: said in words, with what to do
    removed(OWN)
    gone = get(app, COMMUNE, load)
    assert gone.status_code == 410
    assert "đề nghị Nơi gửi cấp lại bản lưu" in gone.get_data(as_text=True)


def test_analysts_get_any_file_and_nobody_else_gets_what_is_not_theirs(app, sent) -> None:
    before = len(openings())
    assert get(app, ANALYST, sent[DEPARTMENT].load_id).get_data().endswith(b"from STP")
    refused = [(COMMUNE, FOREIGN), (COMMUNE, DEPARTMENT), (LEADER, OWN), (PUBLIC, OWN)]
    texts = set()
    for role, agency in refused:
        answer = get(app, role, sent[agency].load_id)
        assert answer.status_code == 404, (role, agency)
        texts.add(answer.get_data(as_text=True))
    texts.add(get(app, ANALYST, "0" * 64).get_data(as_text=True))
    assert len(texts) == 1  # not even that there is such a file
    assert "as received" not in texts.pop()
    assert len(openings()) == before + 1  # the archive was asked for the analyst only
    who = [(e["action"], e["who"]) for e in audit.entries(home())]
    assert who[:4] == [("file_refused", r) for r in (ANALYST, LEADER, COMMUNE, COMMUNE)]


@pytest.mark.parametrize(
    "forged",
    ["..%2f..%2farchive.key", "' or '1'='1", "%00", "--help", "*", "", "a" * 4000],
)
def test_a_forged_load_leads_nowhere(app, sent, forged, monkeypatch) -> None:
    monkeypatch.setattr("dashboards.app.submitting.command.run", lambda *_, **__: 1 / 0)
    answer = get(app, ANALYST, forged)
    assert answer.status_code in (200, 404)  # 200: what is no load at all opens the frame
    assert "Content-Disposition" not in answer.headers
    assert b"as received" not in answer.get_data()
    for named in (sent[OWN].load_id[:16], sent[OWN].file_sha256, sent[OWN].load_id.upper()):
        assert get(app, ADMIN, named).status_code == 404  # a whole load, and nothing else


def test_the_archive_decides_by_the_ledger_once_more(sent) -> None:
    before = len(openings())
    opened = open_archived(sent[OWN].load_id, OFFICER, "đối chiếu")
    assert (opened.file_name, opened.content[-6:]) == (NAME, b"X02647")
    for named in (sent[FOREIGN].load_id, sent[DEPARTMENT].load_id, sent[OWN].file_sha256):
        with pytest.raises(AccessError, match="không được mở tệp gốc"):
            open_archived(named, OFFICER, "tò mò")
    for role in ("lanh_dao", "nguoi_xem", None):  # communes give no right by themselves
        other = Actor("mai", role, "qhld", OFFICER.communes)
        with pytest.raises(AccessError):
            open_archived(sent[OWN].load_id, other, "tò mò")
    assert [row[2] for row in openings()[before:]] == ["opened"] + ["denied"] * 6


@pytest.mark.parametrize(
    ("role", "agency", "said"),
    [
        (ANALYST, FOREIGN, "Tải tệp gốc"),
        (COMMUNE, OWN, "Tải tệp gốc"),
        (COMMUNE, FOREIGN, "Tệp do nơi khác gửi"),
    ],
)
def test_the_drawer_offers_what_may_be_had_and_says_why_not(
    app, sent, removed, role, agency, said
) -> None:
    load = sent[agency].load_id
    with _asked_by(app, role) as originals:
        offer = str(originals.offer(load))
        assert said in offer
        assert (f"{PATH}/{load}" in offer) == (said == "Tải tệp gốc")
        assert (originals.address(load) is not None) == (said == "Tải tệp gốc")
        removed(agency)
        assert originals.address(load) is None
        assert f"{PATH}/" not in str(originals.offer(load))


def test_a_leader_reads_once_why_no_file_is_offered(app, sent) -> None:
    with _asked_by(app, LEADER) as originals:
        assert originals.offer(sent[OWN].load_id) is None
        assert originals.note == LEADERS_WAY


class _asked_by:
    """The offers of a drawer that somebody in a role has opened."""

    def __init__(self, app, role: str) -> None:
        app.server.config["QHLD_VIEWER"] = viewer_of(role)
        self._context = app.server.test_request_context("/")
        self._scope = viewer_of(role).scope

    def __enter__(self) -> Originals:
        self._context.push()
        return Originals(current_release(home(), self._scope))

    def __exit__(self, *_error: object) -> None:
        self._context.pop()


def test_names_of_files_are_safe() -> None:
    assert clean_name("gói.zip/../tệp\r\nX: y.xlsx") == "tệpX: y.xlsx"
    assert not re.search(r"[\r\n/\\]", clean_name("a\\b/c\n.xlsx"))
