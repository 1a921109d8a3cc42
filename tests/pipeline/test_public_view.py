"""``QHLD_PUBLIC_VIEW=1`` over the release of a real refresh: nobody signs in, nothing leaks."""

import re

import dash
import duckdb
import pytest

from dashboards.app.access import sign_in
from dashboards.app.parts.table import MAKERS
from dashboards.app.server import create_app
from dashboards.release_reader import current_release
from dashboards.release_scope import Scope
from tests.dashboards.test_row_scope import _draw_body, _posts, _texts

OPEN = {"/", "/chi-tieu", "/tu-dien"}
OUTSIDE = Scope(None, False, "external")


@pytest.fixture(scope="module")
def home(refreshed, tmp_path_factory):
    """A home of its own that shows the releases of the refreshed one."""
    made = tmp_path_factory.mktemp("public")
    (made / "releases").symlink_to(refreshed.path / "releases")
    return made


@pytest.fixture(scope="module")
def client(home):
    """A browser of somebody who never signs in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QHLD_PUBLIC_VIEW", "1")
        app = create_app(home)
        app.server.config["PROPAGATE_EXCEPTIONS"] = False
        sign_in.limiter.reset()
        made = app.server.test_client()
        made.dash_app = app
        assert made.get("/").status_code == 200
        made.environ_base["HTTP_X_CSRFTOKEN"] = made.get_cookie("_csrf_token").value
        yield made


@pytest.fixture(scope="module")
def internal(home) -> re.Pattern:
    """Finds what only the internal file knows: files, loads, senders, warning scores."""
    words: set[str] = set()
    with duckdb.connect(str(home / "releases/current/internal.duckdb"), read_only=True) as whole:
        for query in (
            "select distinct unnest([file_name, load_id, file_sha256]) from marts.fct_kpi_cells",
            "select distinct submission_id from marts.fct_submissions",
            "select name from marts.dim_kpi where disclosure_class = 'restricted'",
        ):
            words |= {word for (word,) in whole.execute(query).fetchall() if word}
    assert len(words) > 20
    return re.compile("|".join(map(re.escape, sorted(words))))


def test_the_three_public_pages_are_drawn_and_no_other(client, internal) -> None:
    paths = {page["path"] for page in dash.page_registry.values()} | {"/xa-phuong/02647"}
    assert paths > OPEN
    for path in sorted(paths):
        answer = client.post("/_dash-update-component", json=_draw_body(path))
        assert answer.status_code == 200, path
        text = _texts(answer)
        assert ("Không có trang này" in text) == (path not in OPEN), path
        assert "đang gặp lỗi" not in text, path
        assert not internal.search(text), path


def test_no_callback_fails_or_tells_what_is_internal(client, internal) -> None:
    answered = 0
    for output, value, body in _posts(client.dash_app, ("2026Q3",)):
        if "_pages_content" in output:  # Dash's own way to a page, which the app takes out
            continue
        answer = client.post("/_dash-update-component", json=body)
        assert answer.status_code in (200, 204), (output, value)
        answered += answer.status_code == 200
        found = internal.search(_texts(answer))
        assert not found, (output, value, found)
    assert answered > 10


def test_no_file_tells_what_is_internal(client, internal) -> None:
    given = 0
    for name in sorted(MAKERS):
        answer = client.get(f"/tai-ve/{name}.csv?ky=2026Q3&chi_tieu=CI-01&xa=02647")
        assert answer.status_code in (200, 403, 404), name
        given += answer.status_code == 200
        assert not internal.search(answer.get_data(as_text=True)), name
    assert given >= 5
    assert client.get("/tai-ve/nhat-ky.csv").status_code in (403, 404)


def test_a_withheld_value_looks_withheld(client, home) -> None:
    release = current_release(home, OUTSIDE)
    kpi, period = next(
        (kpi["kpi_id"], "2026Q3")
        for kpi in release.run("kpis")
        if any(
            (row["value_reason"] or "").startswith("không công bố")
            for row in release.run("commune_values", kpi=kpi["kpi_id"], period="2026Q3")
        )
    )
    answer = client.get(f"/tai-ve/chi-tieu-ban-do.csv?ky={period}&chi_tieu={kpi}")
    rows = answer.get_data(as_text=True).splitlines()
    withheld = [row for row in rows if "không công bố" in row]
    assert withheld
    assert not any("không áp dụng" in row for row in withheld)
