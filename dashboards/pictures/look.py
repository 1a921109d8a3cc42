"""Colours and fonts of pictures: on paper, and in the files that a page gives away.

One blue ramp with monotone lightness: it survives a black-and-white printer and any kind of colour
blindness. Never red against green; what
has no class differs by pattern, not by colour: missing is hatched, "not applicable" dotted,
withheld a grid.
"""

from dataclasses import dataclass, field

_CLASSES = {
    "class-1": ("#dbe9f4", "#14212e"),
    "class-2": ("#a9cce5", "#14212e"),
    "class-3": ("#6aa7d2", "#081a2b"),
    "class-4": ("#2471ad", "#ffffff"),
    "class-5": ("#0b3f70", "#ffffff"),
    "zero": ("#ffffff", "#14212e"),
    "null": ("url(#gach)", "#14212e"),
    "na": ("url(#cham)", "#14212e"),
    "withheld": ("url(#luoi)", "#14212e"),
    # levels of the warning score: dark, middle and light, so that grey print tells them apart too
    "level-red": ("#a8261c", "#ffffff"),
    "level-amber": ("#f0bf5c", "#2b1d00"),
    "level-green": ("#cdeadd", "#0c3a29"),
    "level-grey": ("url(#gach)", "#14212e"),
}


@dataclass(frozen=True)
class Look:
    """How a picture looks.

    Attributes:
        font: font families, first choice first.
        wide: how wide this font runs, beside the widths that ``draw.text_width`` knows.
        letters: letters of maps are this much larger, for a map that is printed small.
        fills: fill and text colour of every class.
    """

    font: str
    wide: float = 1.0
    letters: float = 1.0
    ink: str = "#14212e"
    soft: str = "#4a5a6a"
    edge: str = "#8294a5"
    ground: str = "#ffffff"
    strong: str = "#0f5a94"
    light: str = "#a9cce5"
    fills: dict[str, tuple[str, str]] = field(default_factory=lambda: _CLASSES)

    def fill(self, look: str) -> str:
        """The fill of a class."""
        return self.fills[look][0]

    def on(self, look: str) -> str:
        """The colour of text on a class."""
        return self.fills[look][1]


PAPER = Look("Tinos, 'Times New Roman', serif", wide=0.92)
SCREEN = Look("'Be Vietnam Pro', 'Segoe UI', Arial, sans-serif", wide=1.06)
