"""People's own words in the briefing: `QHLD_HOME/briefings/<period>/notes.yml`.

    iii-uu-diem: |
      Công tác phối hợp được tăng cường …

Keys are the slots of `report.yml`. The file is kept over every run; the program adds nothing to it
but what people wrote in the DOCX, and never removes a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from dashboards.briefing.layout import layout
from dashboards.briefing.write_whole import write_whole

LONGEST = 20_000  # characters of one place: some ten pages
_HEAD = """# Phần lời văn do người viết của báo cáo {period}: nhận định, nguyên nhân, kiến nghị.
# Mỗi mục một đoạn; cách đoạn bằng một dòng trống. Sửa tại đây hoặc trong tệp Word rồi chạy lại.
"""


class NotesError(ValueError):
    """The file cannot be used as it stands; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class Merged:
    """What taking over texts from a document did.

    Attributes:
        notes: the texts afterwards.
        changed: slots whose text is new or another.
        unknown: slots of the document that the briefing does not have.
        emptied: slots that the document has empty; what stood there before was kept.
    """

    notes: dict[str, str]
    changed: tuple[str, ...]
    unknown: tuple[str, ...]
    emptied: tuple[str, ...]


def slots() -> dict[str, str]:
    """Every place for people's words: id and title."""
    return {slot: entry["title"] for slot, entry in layout()["notes"].items()}


def notes_path(home: Path, period: str) -> Path:
    """Where the texts of a quarter stand."""
    return home / "briefings" / period / "notes.yml"


def read_notes(path: Path) -> dict[str, str]:
    """Read the texts of a quarter; none where the file is not there yet.

    Args:
        path: `notes_path`.

    Raises:
        NotesError: not YAML, not texts by slot, a slot that does not exist, or a text too long.
    """
    if not path.is_file():
        return {}
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise NotesError(f"{path}: không đọc được dạng YAML ({error}).") from error
    return _checked(found or {}, str(path))


def _checked(found: object, where: str) -> dict[str, str]:
    if not isinstance(found, dict):
        raise NotesError(f"{where}: cần các dòng “mục: lời văn”.")
    known = slots()
    for slot, text in found.items():
        if slot not in known:
            raise NotesError(f"{where}: không có mục “{slot}”. Các mục: {', '.join(known)}.")
        if text is not None and not isinstance(text, str):
            raise NotesError(f"{where}: mục “{slot}” phải là lời văn.")
        if len(text or "") > LONGEST:
            raise NotesError(f"{where}: mục “{slot}” dài quá {LONGEST} ký tự.")
    return {slot: text.strip() for slot, text in found.items() if text and text.strip()}


def write_notes(path: Path, notes: Mapping[str, str]) -> None:
    """Write the texts of a quarter, all at once or not at all.

    Args:
        path: `notes_path`; its folder is made.
        notes: texts by slot.

    Raises:
        NotesError: a slot that does not exist, or a text too long.
    """
    checked = _checked(dict(notes), str(path))
    ordered = {slot: checked[slot] for slot in slots() if slot in checked}
    body = yaml.dump(ordered, Dumper=_Blocks, allow_unicode=True, sort_keys=False, width=100)
    text = _HEAD.format(period=path.parent.name) + (body if ordered else "")
    write_whole(path, text.encode(), 0o600)


class _Blocks(yaml.SafeDumper):
    """Texts of several lines as blocks, so that people can edit them."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text or len(text) > 60 else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Blocks.add_representer(str, _text)


def merge_notes(known: Mapping[str, str], found: Mapping[str, str]) -> Merged:
    """Take over the texts that people wrote in a document.

    Args:
        known: the texts so far.
        found: the document's texts by slot; the prompts must have been left out.

    Returns:
        The texts afterwards and what changed. An empty place never wipes a text out.
    """
    notes, changed, emptied = dict(known), [], []
    places = slots()
    for slot, text in found.items():
        if slot not in places:
            continue
        written = text.strip()
        if not written:
            emptied += [slot] if known.get(slot) else []
        elif written != known.get(slot):
            notes[slot] = written
            changed.append(slot)
    unknown = tuple(slot for slot in found if slot not in places)
    return Merged(notes, tuple(changed), unknown, tuple(emptied))
