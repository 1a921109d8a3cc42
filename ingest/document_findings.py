"""Prints the catalogue of findings: ``data/reference/danh-muc-loi.md`` for people, in Vietnamese,
and ``dbt/seeds/finding_titles.csv``, by which the warehouse names what it counts.

Run ``python -m ingest.document_findings`` after a change of ``findings.yml``; a test compares.
"""

import csv
import io
from collections.abc import Iterator

from ingest.findings import show
from ingest.messages import Entry, catalogue, finding
from ingest.reference import REFERENCE_DIR

PAGE_FILE = REFERENCE_DIR / "danh-muc-loi.md"
SEED_FILE = REFERENCE_DIR.parents[1] / "dbt" / "seeds" / "finding_titles.csv"

_HEAD = """\
# Danh mục kết quả kiểm tra

Mỗi điều qhld nói về một tệp có một mã trong danh mục này. Mức độ:

- **Lỗi**: dòng, bảng hoặc tệp bị trả lại; phải sửa rồi gửi lại.
- **Lưu ý**: số liệu được tính; cần kiểm tra lại, nếu ghi nhầm thì sửa rồi gửi lại.
- **Ghi chú**: cho biết đã hiểu tệp như thế nào; không phải sửa nếu hiểu đúng.

Chữ *nghiêng* trong các câu là ví dụ (bịa). Trang này được in ra từ `ingest/findings.yml`.
"""
SEVERITIES = {"error": "Lỗi", "warning": "Lưu ý", "note": "Ghi chú"}
_PARTS = {
    "file": "Tệp",
    "sheet": "Trang tính",
    "table": "Bảng",
    "column": "Cột",
    "row": "Dòng",
    "cell": "Ô",
    "submission": "Lần gửi",
}


def page() -> str:
    """The whole page, Markdown."""
    lines = [_HEAD]
    for about, heading in _PARTS.items():
        lines.append(f"## {heading}\n")
        for code, entry in catalogue().items():
            if entry.about == about:
                lines += _section(code, entry)
    return "\n".join(lines)


def seed() -> str:
    """The seed of titles, CSV: code, what it is about and the finding in a few words."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("code", "about", "title"))
    writer.writerows(
        (code, _PARTS[entry.about], entry.title) for code, entry in catalogue().items()
    )
    return text.getvalue()


def _section(code: str, entry: Entry) -> Iterator[str]:
    yield f"### {entry.title} (`{code}`)\n"
    yield f"**{SEVERITIES[entry.severity]}.** {_in_italics(entry, entry.message)}\n"
    item = finding(code, **entry.example)
    if item.found:
        yield f"- Ví dụ tìm thấy: {show(item.found, 200)}"
    if entry.allowed:
        yield f"- Cho phép: {_in_italics(entry, entry.allowed)}"
    yield f"- Cách sửa: {_in_italics(entry, entry.advice)}"
    for name in entry.variants:
        other = entry.variant(name)
        said = _in_italics(other, other.message)
        yield f"- Cũng có khi: {said} {_in_italics(other, other.advice)}"
    yield ""


def _in_italics(entry: Entry, text: str) -> str:
    """A text with the sample values of its placeholders in italics."""
    return text.format(**{name: f"*{value}*" for name, value in entry.example.items()})


if __name__ == "__main__":
    PAGE_FILE.write_text(page(), encoding="utf-8")
    SEED_FILE.write_text(seed(), encoding="utf-8")
