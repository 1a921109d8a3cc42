"""Vietnamese text as a workbook with a VNI font holds it; the table is typed out in full."""

import unicodedata

# vowel with the tones ngang, sắc, huyền, hỏi, ngã, nặng -> what VNI-Windows stores
_ROWS = (
    ("aáàảãạ", "a aù aø aû aõ aï"),
    ("âấầẩẫậ", "aâ aá aà aå aã aä"),
    ("ăắằẳẵặ", "aê aé aè aú aü aë"),
    ("eéèẻẽẹ", "e eù eø eû eõ eï"),
    ("êếềểễệ", "eâ eá eà eå eã eä"),
    ("oóòỏõọ", "o où oø oû oõ oï"),
    ("ôốồổỗộ", "oâ oá oà oå oã oä"),
    ("ơớờởỡợ", "ô ôù ôø ôû ôõ ôï"),
    ("uúùủũụ", "u uù uø uû uõ uï"),
    ("ưứừửữự", "ö öù öø öû öõ öï"),
    ("iíìỉĩị", "i í ì æ ó ò"),
    ("yýỳỷỹỵ", "y yù yø yû yõ î"),
    ("đ", "ñ"),
)
TO_VNI = {
    letter: stored
    for letters, codes in _ROWS
    for letter, stored in zip(letters, codes.split(), strict=True)
}
TO_VNI |= {letter.upper(): stored.upper() for letter, stored in TO_VNI.items()}


def encode(text: str) -> str:
    """The text as stored in a cell with a VNI font."""
    return "".join(TO_VNI.get(letter, letter) for letter in unicodedata.normalize("NFC", text))
