"""Tax codes with a right check digit that belong to nobody.

Issued codes begin with the number of a province; no province has the numbers 97, 98 and 99, with
which these begin. The check digit is the one that python-stdnum checks.
"""

from __future__ import annotations

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def made_up_tax_code(commune_code: str, number: int) -> str:
    """A 10-digit tax code for the so-manieth employer of a commune.

    Args:
        commune_code: five digits.
        number: 1 to 99.
    """
    for prefix in ("99", "98", "97"):
        digits = f"{prefix}{commune_code}{number:02d}"
        # a number whose check digit would be 10 is never issued: take the next prefix
        check = 10 - sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"
    raise ValueError(f"no tax code for {commune_code} {number}")
