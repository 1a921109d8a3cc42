"""The few CSS properties of an HTML page that matter to a reader: hidden, font, number format."""

import re

_BLOCK = re.compile("<style[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile("/\\*.*?\\*/|<!--|-->", re.DOTALL)
_RULE = re.compile("([^{}]{1,2000})\\{([^{}]*)\\}")
_SELECTOR = re.compile("([a-z][a-z0-9]*)?(?:\\.([\\w-]+))?", re.IGNORECASE)
_PROPERTY = re.compile("([\\w-]+)\\s*:\\s*((?:\"[^\"]*\"|'[^']*'|\\\\.|[^;\"'\\\\])*)")
_KEPT = frozenset(("display", "visibility", "font-family", "mso-number-format"))


def _properties(text: str) -> dict[str, str]:
    """The kept properties of a style declaration."""
    found = {name.lower(): value.strip() for name, value in _PROPERTY.findall(text)}
    return {name: value for name, value in found.items() if name in _KEPT}


class Styles:
    """Style rules by class and by tag; other selectors are no concern of spreadsheets.

    Args:
        page: the whole page.
    """

    def __init__(self, page: str) -> None:
        self.rules: dict[tuple[str, str], dict[str, str]] = {}
        for block in _BLOCK.findall(page):
            for selectors, body in _RULE.findall(_COMMENT.sub(" ", block)):
                properties = _properties(body)
                for selector in selectors.split(",") if properties else ():
                    if found := _SELECTOR.fullmatch(selector.strip()):
                        key = (found[1] or "").lower(), found[2] or ""
                        self.rules.setdefault(key, {}).update(properties)

    def of(self, tag: str, attributes: dict[str, str]) -> dict[str, str]:
        """The kept properties of an element, its own ones last."""
        found: dict[str, str] = dict(self.rules.get((tag, ""), {}))
        for name in attributes.get("class", "").split():
            found |= self.rules.get(("", name), {}) | self.rules.get((tag, name), {})
        if "style" in attributes:
            found |= _properties(attributes["style"])
        return found


def is_hidden(attributes: dict[str, str], style: dict[str, str]) -> bool:
    """Whether an element is not shown."""
    return (
        "hidden" in attributes
        or style.get("display", "").lower() == "none"
        or style.get("visibility", "").lower() in ("hidden", "collapse")
    )
