"""What a row states of its indicators: the plan, what was done, luỹ kế, cùng kỳ, a share."""

import re
from functools import lru_cache
from typing import Literal

from ingest.values.fold_text import fold
from ingest.values.vocabulary import vocabulary

Measure = Literal["done", "plan", "year_to_date", "last_year", "share"]
_BULLET = re.compile(r"^\s*(?:[-+*•]|\d{1,2}[.)]|[a-z][.)])\s*")
_LONGEST = 60


@lru_cache(maxsize=8192)
def measure_of(text: str) -> Measure | None:
    """What a short text such as "Thực hiện" or "- Kế hoạch năm" says; None for any other text.

    Args:
        text: a cell as written.
    """
    if len(text) > _LONGEST:
        return None
    if text.strip().startswith("%"):
        return "share"
    folded = fold(_BULLET.sub("", text))
    for measure, pattern in vocabulary().measures.items():
        if pattern.search(folded):
            return measure  # type: ignore[return-value]
    return None
