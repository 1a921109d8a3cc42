"""What a file changes of what was sent before, and what became of it once it was handed in."""

from dash import html

from dashboards.app.ask import ask
from dashboards.app.format_vi import exact
from dashboards.app.submitting.handing_in import ACCEPTED, can_submit, needs_replacement
from dashboards.app.submitting.verdicts import pill, told

MOST_CHANGES = 20
MOST_REASONS = 3
REPLACES = "replaces"  # what the intake notes of a file that took the place of another


def submission_pill(item: dict) -> html.Span:
    """How far a file is on its way into the books, in a word and an icon."""
    if answer := item["submitted"]:
        if answer["outcome"] not in ACCEPTED:
            return pill("returned", "arrow-back-up", "không được nhận")
        words = "đã thay bản cũ" if replaced_words(answer) else "đã nộp"
        return pill("on-time", "check", words)
    if not can_submit(item):
        return pill("plain", "minus", "không nộp được")
    if needs_replacement(item):
        return pill("late", "edit", "sẽ thay bản đã gửi")
    return pill("plain", "clock", "chưa nộp")


def replaced_words(answer: dict) -> list[str]:
    """Say which files a file has replaced.

    Args:
        answer: of ``command.submit``.
    """
    return [told(one) for one in answer["findings"] if one["code"] == REPLACES]


def handed_in(items: list[dict]) -> html.Ul:
    """Draw what became of the files that were handed in, one below the other.

    Args:
        items: of ``handing_in.submit_tray``.
    """
    return html.Ul([_answer(item) for item in items if item["submitted"]], className="handed-in")


def _answer(item: dict) -> html.Li:
    answer = item["submitted"]
    words = [*answer["told"]]
    if answer["outcome"] in ACCEPTED:
        words += [f"{one} Bản cũ được giữ lại, không còn tính." for one in replaced_words(answer)]
        words += ["Số liệu hiện trên các trang sau lần cập nhật tới."]
    else:
        errors = [one for one in answer["findings"] if one["severity"] == "error"]
        words += [one["message"] for one in errors[:MOST_REASONS]]
    return html.Li(
        [
            html.Div(
                [html.B(item["result"]["file"]), submission_pill(item)], className="check-place"
            ),
            *(html.P(one) for one in dict.fromkeys(words)),
        ]
    )


def changes_part(changes: dict | None) -> html.Div | None:
    """Draw what handing a file in would change of what stands: old beside new.

    Args:
        changes: of the check.
    """
    if not changes or not changes["is_known"]:
        return None
    return html.Div(
        [
            *(html.P(words, className="note-line") for words in changes["overlaps"]),
            html.P(_sentence(changes), className="note-line"),
            _differences(changes),
        ],
        className="upload-result",
    )


def _sentence(changes: dict) -> str:
    parts = [
        words.format(changes[key])
        for key, words in (
            ("figures", "đổi {} con số"),
            ("texts", "sửa {} chỗ ghi chữ"),
            ("rows_added", "thêm {} dòng"),
            ("rows_removed", "bỏ {} dòng"),
        )
        if changes[key]
    ]
    if changes["is_first"]:
        words = "Đây là lần gửi đầu của đơn vị cho biểu và quý này."
    elif parts:
        words = f"So với bản đã gửi, tệp này sẽ {', '.join(parts)}."
    else:
        words = "Không con số nào đang dùng thay đổi."
    if changes["needs_replacement"]:
        words += " Muốn nộp, hãy đánh dấu “Thay bản đã gửi” và ghi lý do."
    return words


def _differences(changes: dict) -> html.Div | None:
    """Old and new value of each figure, side by side."""
    if changes["is_first"] or not changes["items"]:
        return None
    names = {row["area_code"]: row["area_name"] for row in ask("areas", kind="commune")}
    lines = [
        html.Tr(
            [
                html.Td(names.get(one["commune"], "–")),
                html.Td(" · ".join(part for part in (one["row"], one["label"]) if part) or "Dòng"),
                *_values(one),
                html.Td(one["cell"] or "–"),
            ]
        )
        for one in changes["items"][:MOST_CHANGES]
    ]
    heads = ("Xã, phường", "Nội dung", "Bản đã gửi", "Tệp này", "Ô")
    total = sum(changes[key] for key in ("figures", "texts", "rows_added", "rows_removed"))
    more = total - len(lines)
    return html.Div(
        [
            html.Table(
                [
                    html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
                    html.Tbody(lines),
                ],
                className="cells differences",
            ),
            html.P(f"và {more} thay đổi khác", className="fine") if more > 0 else None,
        ],
        className="board-box",
        tabIndex=0,
        role="region",
        **{"aria-label": "Bảng các thay đổi, cuộn ngang được"},
    )


def _values(one: dict) -> list[html.Td]:
    if one["kind"] == "row_added":
        return [html.Td("không có dòng này"), html.Td(html.B("dòng mới"))]
    if one["kind"] == "row_removed":
        return [html.Td("có dòng này"), html.Td(html.B("bỏ dòng"))]
    return [html.Td(_said(one["old"])), html.Td(html.B(_said(one["new"])))]


def _said(value: object) -> str:
    if value is None:
        return "trống"
    if isinstance(value, bool):
        return "có" if value else "không"
    return exact(value) if isinstance(value, int | float) else str(value)
