"""Documents from the app: made in the viewer's name, recorded, and only for the whole province."""

import io
import sqlite3

import openpyxl
import pytest

from dashboards.app.access import audit
from dashboards.app.briefing_files import ROLES, export_menu
from dashboards.app.server import create_app
from dashboards.app.viewer import AN_ANALYST, RIGHTS, THE_PUBLIC, Viewer
from tests.browser.release_fixture import write_release


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    write_release(home)
    return create_app(home, viewer=AN_ANALYST)


def test_an_analyst_gets_the_quarter_of_the_address_and_it_is_recorded(app) -> None:
    home = app.server.config["QHLD_HOME_PATH"]
    answer = app.server.test_client().get("/bao-cao-quy/xlsx?ky=2026Q2")
    assert answer.status_code == 200, answer.text
    assert "so-lieu-2026Q2.xlsx" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.data), read_only=True)
    assert "PL02" in book.sheetnames
    entry = audit.entries(home)[0]
    assert entry["action"] == "download"
    assert entry["subject"].startswith("so-lieu-2026Q2.xlsx")
    with sqlite3.connect(home / "ledger.sqlite") as ledger:
        cited = ledger.execute("select cited_by, recorded_by from release_citations").fetchall()
    assert cited == [("báo cáo 2026Q2 (nội bộ)", AN_ANALYST.user)]


def test_who_sees_only_a_part_gets_no_document(app) -> None:
    client = app.server.test_client()
    assert client.get("/bao-cao-quy/khac").status_code == 404
    for viewer in (THE_PUBLIC, Viewer("Xã", "can_bo_xa", frozenset({"02686"}), "xa")):
        app.server.config["QHLD_VIEWER"] = viewer
        assert client.get("/bao-cao-quy/xlsx?ky=2026Q2").status_code == 404
        with app.server.test_request_context("/"):
            assert export_menu() is None
    app.server.config["QHLD_VIEWER"] = AN_ANALYST
    with app.server.test_request_context("/"):
        assert export_menu() is not None
    assert set(RIGHTS) >= ROLES
