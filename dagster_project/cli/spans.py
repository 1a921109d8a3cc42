"""Spans and kinds of area as a user types and reads them."""

from dagster_project.user_error import UserError

# what is typed -> what the marts say; the marts' own words are taken as well
SPANS = {
    "quy": "quarter",
    "luy-ke": "year_to_date",
    "4-quy": "rolling_4_quarters",
    "nam": "year",
}
SPAN_LABELS = {
    "quarter": "quý",
    "year_to_date": "luỹ kế từ đầu năm đến hết",
    "rolling_4_quarters": "bốn quý đến hết",
    "year": "cả năm, đến hết",
}
KINDS = {
    "tinh": "province",
    "tinh-cu": "former_province",
    "huyen-cu": "former_district",
    "khu-cong-nghiep": "industrial_zone",
    "xa": "commune",
}


def parse_span(text: str) -> str:
    """What the marts call a span.

    Args:
        text: as typed, such as `luy-ke`.

    Raises:
        UserError: no such span.
    """
    return _parse(text, SPANS, "Kỳ tổng hợp")


def parse_kind(text: str | None) -> str:
    """What the marts call a kind of area; empty for none.

    Args:
        text: as typed, such as `huyen-cu`.

    Raises:
        UserError: no such kind.
    """
    return _parse(text, KINDS, "Loại địa bàn") if text else ""


def _parse(text: str, known: dict[str, str], what: str) -> str:
    if text in known.values():
        return text
    if text.lower() not in known:
        raise UserError(f"{what} “{text}” không có. Chọn một trong: {', '.join(known)}.", 64)
    return known[text.lower()]
