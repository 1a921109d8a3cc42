"""Writes the data dictionary of the forms, in Vietnamese, from the form contracts.

Run ``python -m ingest.contracts.data_dictionary`` after changing a form; the result is committed,
and a test regenerates and compares it.
"""

from collections.abc import Iterator
from pathlib import Path

from ingest.contracts.contract import Bound, Column, Form, Rule, load_forms
from ingest.contracts.dated_tables import dated_table
from ingest.contracts.form_rules import OPERATOR_WORDS, SummaryOf, Tally

DICTIONARY_FILE = Path(__file__).parents[2] / "data" / "reference" / "tu-dien-bieu-mau.md"
_KINDS = {"summary": "tổng hợp", "log": "sổ theo dõi", "register": "danh sách số cuối kỳ"}
_CALENDARS = {
    "BCDK": "báo cáo định kỳ (NĐ 09/2019: quý I từ 15/12 năm trước đến 14/3)",
    "THONGKE": "thống kê (quý dương lịch)",
}
_FREQUENCIES = {"quarter": "quý", "half_year": "6 tháng", "year": "năm"}
_TYPES = {
    "count": "số nguyên",
    "money": "tiền",
    "quantity": "số lượng",
    "share": "tỷ lệ",
    "date": "ngày",
    "datetime": "giờ, ngày",
    "period": "kỳ",
    "commune": "xã, phường",
    "code": "danh mục",
    "codes": "danh mục, nhiều mục",
    "flag": "đánh dấu x",
    "tax_code": "mã số thuế",
    "text": "văn bản",
    "unit": "tên cơ quan, đơn vị",
}
_PERSONAL = {
    "none": "không",
    "basic": "DLCN cơ bản, không lưu",
    "sensitive": "DLCN nhạy cảm, không lưu",
    "employer": "doanh nghiệp, hạn chế",
    "free_text": "văn bản tự do, tên người được che",
}
_SEVERITIES = {"error": "lỗi", "warning": "lưu ý", "note": "ghi chú"}
_TOTALS = {"overlap": "tổng có thể nhỏ hơn tổng các dòng", "never": "không cộng"}
_HEADER = """\
# Từ điển biểu mẫu

Tệp này do `python -m ingest.contracts.data_dictionary` viết từ `ingest/forms/*.yml`; không sửa tay.
“Giới hạn” là mức mà số ngoài mức đó bị hỏi lại (lưu ý), không phải mức bị trả lại. Cột “DLCN” là
lớp dữ liệu cá nhân. Tên cột ghi cách gọi đầu tiên; các cách gọi khác cũng được nhận.
"""


def data_dictionary() -> str:
    """The dictionary of all forms as Markdown."""
    forms = load_forms()
    index = ["| Mã | Biểu số | Tên biểu | Loại | Kỳ |", "|---|---|---|---|---|"]
    index += [
        f"| [`{form.id}`](#{form.id}) | {form.number} | {form.title.vi} | {_KINDS[form.kind]} | "
        f"{_FREQUENCIES[form.frequency]} |"
        for form in forms.values()
    ]
    pages = ["\n".join(_form(form)) for form in forms.values()]
    return "\n\n".join([_HEADER + "\n" + "\n".join(index), *pages]) + "\n"


def _form(form: Form) -> Iterator[str]:
    yield f'<a id="{form.id}"></a>\n\n## {form.title.vi} ({form.number})\n'
    yield f"- Mã: `{form.id}`. {form.title.en}."
    yield f"- Loại: {_KINDS[form.kind]}; lịch: {_CALENDARS[form.calendar]}; " + (
        f"hạn theo: {_FREQUENCIES[form.frequency]}."
    )
    if form.sent_by:
        yield f"- Đơn vị gửi: {form.sent_by}."
    yield f"- Căn cứ: {form.source}."
    yield f"- Mỗi dòng là một: {', '.join(_label(form, name) for name in form.one_row_per)}."
    if form.event_date:
        yield f"- Ngày xếp dòng vào quý: {_label(form, form.event_date)}."
    if form.carries_over:
        yield "- Sổ theo dõi: vụ việc của quý trước được ghi lại cho đến khi xong."
    for layout in form.layouts:
        names = ", ".join(_label(form, name) for name in layout.required)
        yield f"- Cột bắt buộc từ {layout.since}: {names}."
    yield "\n| Cột | Ý nghĩa | Kiểu | Tên cột trên biểu | DLCN | Giới hạn |"
    yield "|---|---|---|---|---|---|"
    for name, column in form.columns.items():
        cells = [
            f"`{name}`",
            _cell(column.means) + _codes(column),
            _type(column),
            _cell("; ".join(column.labels[:4])),
            _PERSONAL[column.pii] + _stored(form, column),
            _cell(_limits(column)),
        ]
        yield f"| {' | '.join(cells)} |"
    if form.rules:
        yield "\nQuy tắc giữa các cột:\n"
        yield from (f"- {_rule(form, rule)}" for rule in form.rules)
    for relation in form.summary_of:
        yield f"\n{_relation(form, relation)}"


def _label(form: Form, name: str) -> str:
    return f"“{form.columns[name].labels[0].replace(' > ', ' – ')}”"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _type(column: Column) -> str:
    unit = f" ({column.unit})" if column.unit else ""
    many = ", nhiều mã" if column.many else ""
    return _TYPES[column.type] + many + unit


def _codes(column: Column) -> str:
    if column.dictionary:
        return f". Danh mục: [`{column.dictionary}.csv`]({column.dictionary}.csv)"
    if not column.codes:
        return ""
    listed = "; ".join(f"`{code}` {labels[0]}" for code, labels in column.codes.items())
    more = " (nội dung khác được hỏi lại)" if column.open_codes else ""
    return _cell(f". Mục: {listed}{more}")


def _stored(form: Form, column: Column) -> str:
    if not column.stored_when:
        return ""
    parts = []
    for by, codes in column.stored_when.items():
        words = ", ".join(form.columns[by].codes[code][0] for code in codes)
        parts.append(f"{_label(form, by)} là {words}")
    return _cell(f"; chỉ lưu khi {' và '.join(parts)}")


def _limits(column: Column) -> str:
    parts = []
    if bounds := column.plausible:
        low, high = (_number(bound) for bound in (bounds.min, bounds.max))
        reach = f"{low} đến {high}" if low and high else f"từ {low}" if low else f"đến {high}"
        if bounds.smallest:
            reach += f", khác 0 thì từ {_number(bounds.smallest)}"
        parts.append(f"{reach} ({bounds.source})")
    if column.total:
        parts.append(_TOTALS.get(column.total, "cộng"))
    return "; ".join(parts)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


def _sum(form: Form, terms: tuple[tuple[int, str], ...]) -> str:
    text = ""
    for factor, name in terms:
        sign = " − " if factor < 0 else " + " if text else ""
        times = f"{abs(factor)} × " if abs(factor) != 1 else ""
        text += sign + times + (name if name.isdigit() else _label(form, name))
    return text.strip()


def _rule(form: Form, rule: Rule) -> str:
    if isinstance(rule.right, Bound):
        by = ", ".join(_label(form, name) for name in rule.right.by.values())
        right = f"mức trong [`{rule.right.table}.csv`]({rule.right.table}.csv) theo {by}"
        if rule.right.times:
            right += f" × {_label(form, rule.right.times)}"
        dated_table(rule.right.table)  # a rule that names no table is a mistake
    else:
        right = _sum(form, rule.right_terms)
    slack = f", cho phép lệch {_number(rule.tolerance)}" if rule.tolerance else ""
    where = [f"khi {_condition(form, name, words)}" for name, words in rule.when.items()]
    where += [f"trừ khi {_condition(form, name, words)}" for name, words in rule.unless.items()]
    text = f"{_sum(form, rule.left_terms)} {OPERATOR_WORDS.get(rule.op, rule.op)} {right}{slack}"
    scope = f" ({'; '.join(where)})" if where else ""
    return f"{text}{scope}. {rule.message} ({_SEVERITIES[rule.severity]}; {rule.source})."


def _condition(form: Form, name: str, words: list[str]) -> str:
    said = {"present": "có ghi", "absent": "không ghi", "true": "được đánh dấu"}
    column = form.columns[name]
    names = {code: labels[0] for code, labels in column.codes.items()} | said
    if column.dictionary:
        names |= {r.fields["code"]: r.fields["name"] for r in dated_table(column.dictionary)}
    texts = [f"“{names[word]}”" if word not in said else said[word] for word in words]
    return f"{_label(form, name)} {' hoặc '.join(texts)}"


def _relation(form: Form, relation: SummaryOf) -> str:
    listed = load_forms()[relation.form]
    lines = [
        f"Đối chiếu với “{listed.title.vi}” ({listed.number}): khi có cả hai thì lấy theo "
        f"{listed.number}, chỗ lệch được báo lại ({relation.source}).\n"
    ]
    for name, tally in relation.columns.items():
        lines.append(f"- {_label(form, name)} = {_tally(listed, tally)}")
    return "\n".join(lines)


def _tally(listed: Form, tally: Tally) -> str:
    if tally.count:
        text = "số dòng"
    elif tally.distinct:
        text = f"số {_label(listed, tally.distinct)} khác nhau"
    else:
        text = f"tổng {_label(listed, str(tally.sum))}"
    for name, words in tally.where.items():
        codes = listed.columns[name].codes
        said = [
            "lớn hơn 0" if w == "positive" else f"là {codes[w][0] if w in codes else w}"
            for w in words
        ]
        text += f", {_label(listed, name)} {' hoặc '.join(said)}"
    return text


if __name__ == "__main__":
    DICTIONARY_FILE.write_text(data_dictionary(), encoding="utf-8")
