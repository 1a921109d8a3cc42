"""Tax codes (mã số thuế, MST): 10 digits, or 13 with the branch number after a hyphen.

The last of the ten digits is a check digit (computed by python-stdnum). A number whose check digit
is wrong is kept with a warning: registers hold old and mistyped ones, and the sender must look.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.vn import mst

from ingest.values.fold_text import fold, nfc
from ingest.values.vocabulary import vocabulary

_LABEL = re.compile(r"^(?:mst|mã số thuế|mã số dn|mã số doanh nghiệp)\s*[:.]?\s*", re.IGNORECASE)
_SHAPE = re.compile(r"^\d{10}(?:-?\d{3})?$")
# digits left when a spreadsheet stored the code as a number and lost its first zero
_WITHOUT_ZERO = (9, 12)
# weight × digit, modulo 11, of each of the first nine digits (the weights of ``mst``)
_WEIGHED = [
    bytes.maketrans(b"0123456789", bytes(weight * digit % 11 for digit in range(10)))
    for weight in (31, 29, 23, 19, 17, 13, 7, 5, 3)
]
_NONE = ("không", "không có", "chưa có", "ko", "k", "chưa cấp")


@dataclass(frozen=True, slots=True)
class TaxCodeReading:
    """What a cell says as a tax code; see ``NumberReading`` for the attributes."""

    value: str | None
    state: str
    problem: str | None = None
    hint: str | None = None


def read_tax_code(raw: object) -> TaxCodeReading:
    """Read one cell of a tax code column.

    Args:
        raw: the cell as read; not None, not an error cell.

    Returns:
        ``5300100001`` or ``5300100001-001``; problem ``bad_tax_code`` for another shape and
        ``short_tax_code`` where the first zero seems lost.
    """
    if isinstance(raw, bool):
        return TaxCodeReading(None, "wrong", "bad_tax_code")
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = unicodedata.normalize("NFKC", nfc(str(raw))).strip(" '\u200b")
    if text in vocabulary().dashes:
        return TaxCodeReading(None, "dash")
    if text in vocabulary().blank_signs:
        return TaxCodeReading(None, "ellipsis")
    if fold(text) in _NONE:
        return TaxCodeReading(None, "zero_word")
    text = re.sub(r"[\s.]", "", _LABEL.sub("", text)).replace("–", "-")
    digits = text.replace("-", "")
    # as text, 9 and 12 digits are more likely the number of an identity card
    if isinstance(raw, int) and len(digits) in _WITHOUT_ZERO:
        return TaxCodeReading(None, "wrong", "short_tax_code")
    if not _SHAPE.match(text):
        return TaxCodeReading(None, "wrong", "bad_tax_code")
    value = digits if len(digits) == 10 else f"{digits[:10]}-{digits[10:]}"
    try:
        mst.validate(value)
    except InvalidChecksum:
        return TaxCodeReading(value, "value", hint="chữ số kiểm tra của mã số thuế không đúng")
    except ValidationError:
        return TaxCodeReading(value, "value", hint="mã số thuế không theo quy tắc cấp mã")
    return TaxCodeReading(value, "value")


def plain_codes(texts: Iterable[str]) -> list[str]:
    """Those of many texts that are ten digits with the right check digit, told all at once.

    Args:
        texts: different texts of one column; a list has 50,000.

    Returns:
        The codes, which `read_tax_code` takes as they are and with nothing to say.
    """
    ten = [
        text
        for text in texts
        if len(text) == 10 and text.isascii() and text.isdigit() and text[2:9] != "0000000"
    ]
    digits = "".join(ten).encode()
    weighed = [digits[at::10].translate(table) for at, table in enumerate(_WEIGHED)]
    totals = map(sum, zip(*weighed, strict=True))
    places = zip(ten, totals, digits[9::10], strict=True)
    return [code for code, total, check in places if 10 - total % 11 == check - ord("0")]


def read_tax_codes(raw: object) -> TaxCodeReading:
    """Read a cell that may hold several tax codes, separated by ``;``, ``,`` or line breaks.

    Args:
        raw: the cell as read; not None, not an error cell.

    Returns:
        The codes joined by ``;``; a problem of one is the cell's.
    """
    if not isinstance(raw, str):
        return read_tax_code(raw)
    readings = [read_tax_code(part) for part in re.split(r"[;,\n/]", raw) if part.strip()]
    if len(readings) < 2:
        return readings[0] if readings else read_tax_code(raw)
    wrong = next((reading for reading in readings if reading.problem), None)
    if wrong:
        return wrong
    values = dict.fromkeys(reading.value for reading in readings if reading.value)
    hint = next((reading.hint for reading in readings if reading.hint), None)
    return TaxCodeReading(";".join(values) or None, readings[0].state, hint=hint)
