"""What the sensor sees: whole files only, and what came in without it."""

import io
import zipfile

from dagster_project.inbox_look import look
from ingest.home import inbox_dir
from tests.unit.made_checks import INSPECTION, make_table


def package(parts: int = 1) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as bundle:
        for number in range(parts):
            bundle.writestr(f"part{number}.xml", "nội dung")
    return written.getvalue()


def test_a_file_is_whole_when_it_looked_the_same_twice_and_has_its_end():
    (inbox_dir() / "2026Q3").mkdir()
    (inbox_dir() / "2026Q3" / "a.xlsx").write_bytes(package())
    (inbox_dir() / "b.xlsx").write_bytes(package(3)[:-20])
    first = look(None)
    assert first.files == []
    second = look(first.cursor)
    assert second.files == ["2026Q3/a.xlsx"]
    assert list(second.waiting) == ["b.xlsx"]
    assert "chép chưa xong" in second.waiting["b.xlsx"]
    (inbox_dir() / "b.xlsx").write_bytes(package(3))
    third = look(second.cursor)
    assert third.files == ["2026Q3/a.xlsx"]
    assert "đang thay đổi" in third.waiting["b.xlsx"]
    assert third.key == second.key
    fourth = look(third.cursor)
    assert fourth.files == ["2026Q3/a.xlsx", "b.xlsx"] or fourth.files == [
        "b.xlsx",
        "2026Q3/a.xlsx",
    ]
    assert fourth.key != third.key


def test_what_was_submitted_otherwise_is_noticed_once(hand_in):
    first = look(None)
    assert not first.came_otherwise
    hand_in(make_table("inspection_summary", INSPECTION))
    second = look(first.cursor)
    assert second.came_otherwise
    assert not look(second.cursor).came_otherwise
