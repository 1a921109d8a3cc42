"""Every page, callback and file with every role and forged inputs: nobody sees foreign rows.

The made-up browser of a commune officer asks for other communes and claims other roles wherever a
value can be sent. What comes back is searched for the code and the name of every other commune.
"""

import json
import re
from itertools import islice
from pathlib import Path

import dash
import duckdb
import pytest

from dashboards.app.navigation import may_open
from dashboards.app.parts.picture import PICTURES
from dashboards.app.parts.table import MAKERS
from dashboards.app.server import create_app
from dashboards.app.submitting import command
from dashboards.app.viewer import ADMIN, ANALYST, COMMUNE, PUBLIC, THE_PUBLIC, Viewer
from dashboards.release_reader import current_release
from tests.browser.events_fixture import add_events
from tests.browser.release_fixture import write_release
from tests.users import OWN_COMMUNE, ROLES

FOREIGN = "02671"
SEARCH = (
    f"?ky=2026Q3&chi_tieu=CI-01&xa={FOREIGN}&dia_ban={FOREIGN}&ma={FOREIGN}&xa_so={FOREIGN}"
    f"&so_quy=2026Q2&vai_tro={ADMIN}&role={ADMIN}&communes={FOREIGN}&viewer=quan_tri"
)
TRACE = {"kpi": "OE-02", "area": FOREIGN, "period": "2026Q3", "span": "quarter", "role": ADMIN}
# what the made-up browser puts into every value that a callback takes
VALUES = (FOREIGN, [FOREIGN], "2026Q3")
# switches that show nothing before they are turned
TURNED = {"view": "table", "source-tabs": "cells"}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with one made-up release."""
    made = tmp_path_factory.mktemp("home")
    folder = write_release(made)
    add_events(folder)
    with duckdb.connect(str(folder / "internal.duckdb")) as release:
        for commune in (OWN_COMMUNE, FOREIGN, None):  # None: a department
            release.execute(
                "insert into marts.fct_submissions by name select 'X' as agency_code, "
                "'Nơi gửi' as agency_name, ? as commune_code, ? as load_id, 'tệp.xlsx' as "
                "file_name, 'a' as file_sha256, timestamp '2026-09-18 08:00' as received_at",
                [commune, f"load-{commune}"],
            )
    return made


@pytest.fixture(scope="module")
def foreign(home) -> re.Pattern:
    """Finds the code or the name of any commune but the own one."""
    release = current_release(home)
    rows = release._connection.cursor().execute(
        "select commune_code, commune_name from release.marts.dim_commune"
    )
    words = [word for row in rows.fetchall() if row[0] != OWN_COMMUNE for word in row]
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words))


def _viewer(role: str) -> Viewer:
    if role == PUBLIC:
        return THE_PUBLIC
    own = frozenset({OWN_COMMUNE}) if role == COMMUNE else None
    return Viewer(role, role, own, role)


@pytest.fixture(scope="module")
def app(home):
    """One app; who looks is set by each test, as a session would."""
    made = create_app(home, viewer=_viewer(ANALYST))
    made.server.config["PROPAGATE_EXCEPTIONS"] = False
    return made


def _as(app, role: str):
    app.server.config["QHLD_VIEWER"] = _viewer(role)
    return app.server.test_client()


def _concrete(component: str) -> str | dict:
    """The id that a browser would send for a pattern-matching one."""
    if not component.startswith("{"):
        return component
    wild = json.loads(component)
    return {key: "xa-phuong" if isinstance(part, list) else part for key, part in wild.items()}


def _forged(dependency: dict, value: object, path: str | None) -> object:
    component = _concrete(dependency["id"])
    one = {"id": component, "property": dependency["property"]}
    if component in ("address", "route"):
        one["value"] = {"path": path, "search": SEARCH, "role": ADMIN}
    elif component == "trace-request":
        one["value"] = TRACE
    elif dependency["property"] == "id":
        one["value"] = component
    elif (part := component.get("part") if isinstance(component, dict) else component) in TURNED:
        one["value"] = TURNED[part]
    else:
        one["value"] = value
    return [one] if '["ALL"]' in dependency["id"] else one


def _outputs(output: str) -> list[dict] | dict:
    """The outputs as a browser names them."""
    parts = []
    for part in output.strip(".").split("..."):
        component, _, name = part.split("@")[0].rpartition(".")
        parts.append({"id": _concrete(component), "property": name})
    return parts if output.startswith("..") else parts[0]


def _posts(app, values=VALUES):
    """Every server callback with every forged value."""
    for made in app._callback_list:
        if made.get("clientside_function"):
            continue
        for value in values:
            inputs = [_forged(d, value, None) for d in made["inputs"]]
            states = [_forged(d, value, None) for d in made["state"]]
            changed = [f"{d['id']}.{d['property']}" for d in made["inputs"]]
            output = made["output"]
            body = {"output": output, "outputs": _outputs(output), "inputs": inputs}
            yield made["output"], value, body | {"state": states, "changedPropIds": changed}


def _texts(answer) -> str:
    """What an answer says, with the letters that JSON writes as numbers."""
    text = answer.get_data(as_text=True)
    return json.dumps(json.loads(text), ensure_ascii=False) if answer.is_json else text


def _paths() -> list[str]:
    paths = [page["path"] for page in dash.page_registry.values()]
    templates = [page["path_template"] for page in dash.page_registry.values()]
    return paths + [re.sub("<[^>]+>", FOREIGN, template) for template in templates if template]


def _draw_body(path: str) -> dict:
    """What a browser sends to have a page drawn."""
    route = {"id": "route", "property": "data", "value": {"path": path, "search": SEARCH}}
    before = {"id": "content", "property": "data-path", "value": ""}
    output = "..content.children...content.data-path...content.data-own-address...arrival.data.."
    body = {"output": output, "outputs": _outputs(output), "inputs": [route], "state": [before]}
    return body | {"changedPropIds": ["route.data"]}


def _draw(client, path: str):
    return client.post("/_dash-update-component", json=_draw_body(path))


def test_no_callback_gives_an_officer_foreign_rows(app, foreign) -> None:
    client, callbacks, asked = _as(app, COMMUNE), set(), set()
    for output, value, body in _posts(app):
        callbacks.add(output)
        answer = client.post("/_dash-update-component", json=body)
        if answer.status_code == 200:
            asked.add(output)
        # a code that the browser sent itself may come back (a list of chosen files); a name, or
        # the code of another commune, can only come from a release
        found = [word for word in foreign.findall(_texts(answer)) if word != FOREIGN]
        assert not found, (output, value, found[:3])
    # the forged questions are such that callbacks do answer
    assert len(asked) > len(callbacks) / 2, callbacks - asked


def test_the_same_questions_show_an_analyst_the_rows(app, foreign) -> None:
    client = _as(app, ANALYST)
    shown = (
        output
        for output, _, body in _posts(app, values=("2026Q3",))
        if foreign.search(_texts(client.post("/_dash-update-component", json=body)))
    )
    assert len(list(islice(shown, 3))) == 3


@pytest.mark.parametrize("role", [COMMUNE, PUBLIC])
def test_no_page_shows_foreign_rows(app, foreign, role) -> None:
    client = _as(app, role)
    for path in _paths():
        answer = _draw(client, path)
        assert answer.status_code == 200, path
        told = _texts(answer).replace(f'"{path}"', '""')  # the asked path is told back as it came
        assert not (found := foreign.search(told)), (path, found[0])


def test_no_file_holds_foreign_rows(app, foreign) -> None:
    assert {"xa-phuong", "bao-cao"} <= MAKERS.keys()
    for name in MAKERS:
        for kind in ("csv", "xlsx"):
            officer = _as(app, COMMUNE).get(f"/tai-ve/{name}.{kind}{SEARCH}")
            if kind == "csv":
                found = foreign.search(officer.get_data(as_text=True))
                assert not found, (name, found[0])
            assert officer.status_code in (200, 404), name
    analyst = _as(app, ANALYST).get(f"/tai-ve/xa-phuong.csv{SEARCH}")
    assert foreign.search(analyst.get_data(as_text=True))


def test_no_picture_shows_foreign_rows(app, foreign) -> None:
    assert {"tong-quan-ban-do", "chi-tieu-ban-do"} <= PICTURES.keys()
    for name in PICTURES:
        officer = _as(app, COMMUNE).get(f"/tai-ve/{name}.svg{SEARCH}")
        assert officer.status_code in (200, 404), name
        found = foreign.search(_words(officer))
        assert not found, (name, found[0])
        public = _as(app, PUBLIC).get(f"/tai-ve/{name}.svg{SEARCH}")
        assert public.status_code == 404 or PICTURES[name].roles is None, name
    analyst = _as(app, ANALYST).get(f"/tai-ve/tong-quan-ban-do.svg{SEARCH}")
    assert "Cam Đường" in _words(analyst)  # a map writes the names without "Phường"
    assert foreign.search(_words(analyst)), "what an officer's pictures are searched for is there"


def _words(picture) -> str:
    """What stands in an SVG, names of several lines in one."""
    return " ".join(re.findall(r">([^<>]+)<", picture.get_data(as_text=True)))


def test_no_other_address_gives_foreign_rows(app, foreign) -> None:
    client = _as(app, COMMUNE)
    for rule in app.server.url_map.iter_rules():
        if "GET" not in rule.methods or rule.rule.startswith(("/_dash", "/assets", "/_reload")):
            continue
        path = re.sub(r"<[^>]+>", FOREIGN, rule.rule)
        answer = client.get(path + SEARCH)
        assert not foreign.search(answer.get_data().decode(errors="replace")), path


@pytest.mark.parametrize("role", [*ROLES, PUBLIC])
def test_the_file_as_received_only_of_what_the_role_and_the_commune_allow(
    app, role, monkeypatch
) -> None:
    asked = []

    def opened(load: str, out: Path, *_: object) -> command.Ended:
        asked.append(load)
        out.write_bytes(b"as received")
        return command.Ended(0, "", "")

    monkeypatch.setattr(command, "open_original", opened)
    own = f"load-{OWN_COMMUNE}"
    allowed = {ADMIN: 3, ANALYST: 3, COMMUNE: 1}.get(role, 0)
    loads = (own, f"load-{FOREIGN}", "load-None")
    for place, load in enumerate(loads):
        answer = _as(app, role).get(f"/tep-goc/{load}{SEARCH}&load={own}&load_id={own}")
        assert (answer.status_code == 200) == (place < allowed), load
        assert (answer.get_data() == b"as received") == (place < allowed), load
    assert asked == list(loads[:allowed])


@pytest.mark.parametrize("role", [*ROLES, PUBLIC])
def test_a_page_that_is_not_for_a_role_is_not_there(app, role) -> None:
    client, viewer = _as(app, role), _viewer(role)
    with app.server.test_request_context("/"):
        layout = json.dumps(app.layout().to_plotly_json(), default=lambda c: c.to_plotly_json())
    for page in dash.page_registry.values():
        allowed = may_open(page, viewer)
        assert (f'"href": "{page["path"]}"' in layout) == (allowed or page["path"] == "/")
        drawn = _draw(client, page["path"]).get_json()["response"]
        assert (drawn["arrival"]["data"]["nav"] is not None) == allowed, page["path"]


def test_dash_own_way_to_a_page_is_closed(app) -> None:
    assert not [output for output in app.callback_map if "_pages_" in output]
