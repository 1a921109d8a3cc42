"""The server: headers, health, downloads, and that nothing is fetched from elsewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dashboards.app.server import create_app
from dashboards.app.viewer import AN_ANALYST
from dashboards.release_reader import DEFAULT_HOME
from tests.browser.release_fixture import write_release

APP = DEFAULT_HOME.parent / "dashboards" / "app"
ASSETS = APP / "assets"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of the app over a made-up release."""
    home = tmp_path_factory.mktemp("home")
    write_release(home)
    return create_app(home, viewer=AN_ANALYST).server.test_client()


def test_page_is_vietnamese_and_strict(client) -> None:
    answer = client.get("/")
    html = answer.get_data(as_text=True)
    assert '<html lang="vi">' in html
    assert "Đang tải" in html
    assert "Loading..." not in html
    policy = answer.headers["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in scripts
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_scripts_and_styles_come_from_this_server(client) -> None:
    html = client.get("/").get_data(as_text=True)
    sources = re.findall(r"""<(?:script|link)[^>]+(?:src|href)=["']([^"']+)""", html)
    assert len(sources) > 8
    assert [source for source in sources if not source.startswith("/")] == []
    for source in sources:
        assert client.get(source.replace("&amp;", "&")).status_code == 200, source


def test_assets_name_no_other_host() -> None:
    for path in [*ASSETS.glob("*.css"), *ASSETS.glob("*.js")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://|url\(\s*['\"]?//", text), path.name
        for used in re.findall(r"url\(['\"]?([^#'\")][^'\")]*)", text):  # "#": of the page itself
            assert (ASSETS / used).is_file(), f"{path.name}: {used}"
    assert (ASSETS / "fonts" / "OFL.txt").is_file()
    assert (ASSETS / "icons" / "LICENSE-tabler-icons.txt").is_file()


def test_every_icon_used_is_there() -> None:
    known = set(re.findall(r"\.i-([a-z0-9-]+)", (ASSETS / "15-icons.css").read_text()))
    code = "".join(path.read_text() for path in ASSETS.parent.rglob("*.py"))
    used = set(re.findall(r'icon\(\s*"([a-z0-9-]+)"', code))
    assert used
    assert used <= known


def test_health_names_the_release(client, tmp_path) -> None:
    assert client.get("/healthz").get_json() == {
        "status": "ok",
        "release": "20260920T140500-gia-lap",
    }
    empty = create_app(tmp_path, viewer=AN_ANALYST).server.test_client()
    assert empty.get("/healthz").get_json() == {"status": "ok", "release": None}
    assert empty.get("/tai-ve/xa-phuong.csv").status_code == 404


def test_downloads(client) -> None:
    answer = client.get("/tai-ve/xa-phuong.csv?ky=2026Q3&chi_tieu=DS-01")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    assert "DS-01-2026Q3" in answer.headers["Content-Disposition"]
    assert client.get("/tai-ve/khac.csv").status_code == 404
    assert client.get("/tai-ve/..%2F..%2Fpyproject.csv").mimetype != "text/csv"


def test_dashboards_import_neither_ingest_nor_dagster() -> None:
    code = (
        "import sys, dashboards.app.server, dashboards.release_reader\n"
        "print([m for m in sys.modules if m.split('.')[0] in "
        "('ingest', 'dagster', 'dbt', 'pandas', 'polars')])"
    )
    root = Path(DEFAULT_HOME).parent
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True
    )
    assert done.stdout.strip() == "[]"


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_every_ground(scheme: str) -> None:
    css = (ASSETS / "20-base.css").read_text(encoding="utf-8")
    found = re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", css.split("* { box-sizing")[0])
    light, dark = {}, {}
    for name, colour in found:
        (dark if name in light else light)[name] = colour
    tokens = light if scheme == "light" else light | dark
    pairs = [
        *((ink, ground) for ink in ("ink", "ink-soft") for ground in ("card", "bg", "soft")),
        *((ink, ground) for ink in ("ink-soft", "brand") for ground in ("brand-soft", "card")),
        *((f"on-{n}", f"class-{n}") for n in range(1, 6)),
        *((tone, f"{tone}-bg") for tone in ("good", "bad", "warn")),
        *(("ink-soft", ground) for ground in ("neutral-bg", "zero")),
        ("ink", "hatch-bg"),
        ("brand-deep", "soft"),
    ]
    for ink, ground in pairs:
        bright, dim = sorted((_luminance(tokens[ink]), _luminance(tokens[ground])), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 4.5, (ink, ground)


def test_every_icon_has_its_picture_and_is_shown_somewhere() -> None:
    css = (ASSETS / "15-icons.css").read_text(encoding="utf-8")
    drawn = dict(re.findall(r"^\.i-([\w-]+) .*?url\(icons/([\w.-]+)\)", css, re.MULTILINE))
    assert len(drawn) > 40
    pictures = {path.name for path in (ASSETS / "icons").glob("*.svg")} - {"favicon.svg"}
    assert set(drawn.values()) == pictures
    sources = [path for suffix in ("py", "js", "html") for path in APP.rglob(f"*.{suffix}")]
    said = set(re.findall(r"[\w-]+", " ".join(path.read_text("utf-8") for path in sources)))
    assert drawn.keys() - said == set()
