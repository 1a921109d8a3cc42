"""The few marks that pictures are made of, as SVG text.

Attributes only, no style sheet: the same text is drawn by browsers, Word, LibreOffice and Typst.
"""

from html import escape

from dashboards.pictures.look import Look

_NARROW, _BROAD = set("fijlrt.,:;'|()[]!1ìíĩỉị -–·/"), set("mwMW%—@")


def text_width(text: str, size: float, look: Look) -> float:
    """Return about how wide a text is, in the unit of ``size``; rather too wide than too narrow."""
    width = 0.0
    for letter in text:
        width += 0.32 if letter in _NARROW else 0.86 if letter in _BROAD else 0.55
        width += 0.12 if letter.isupper() else 0.0
    return width * size * look.wide


def wrapped(text: str, size: float, room: float, look: Look) -> list[str]:
    """Break a text between words so that each line fits into ``room``; a long word stays whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size, look) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def words(
    text: str,
    x: float,
    y: float,
    size: float,
    look: Look,
    *,
    colour: str | None = None,
    bold: bool = False,
    anchor: str = "start",
    halo: bool = False,
) -> str:
    """A line of text.

    Args:
        text: the text; escaped here.
        x: of the anchor.
        y: of the base line.
        size: of the font, in units of the picture.
        look: gives the font.
        colour: of the text; ink by default.
        bold: heavier.
        anchor: ``start``, ``middle`` or ``end``.
        halo: a rim of ground around the letters, for texts on a map.
    """
    more = ' font-weight="700"' if bold else ""
    if anchor != "start":
        more += f' text-anchor="{anchor}"'
    if halo:
        more += f' stroke="{look.ground}" stroke-width="{size / 4:.1f}" paint-order="stroke"'
        more += ' stroke-linejoin="round"'
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{colour or look.ink}"'
        f"{more}>{escape(text, quote=False)}</text>"
    )


def box(
    x: float, y: float, width: float, height: float, fill: str, edge: str | None = None, **more: str
) -> str:
    """A rectangle; ``more`` are attributes, ``_`` written as ``-``."""
    line = f' stroke="{edge}" stroke-width="0.8"' if edge else ""
    line += "".join(f' {key.replace("_", "-")}="{value}"' for key, value in more.items())
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" '
        f'fill="{fill}"{line}/>'
    )


def patterns(look: Look) -> str:
    """What missing (hatched), "not applicable" (dotted) and withheld (a grid) are filled with."""
    return (
        "<defs>"
        '<pattern id="gach" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="{look.ground}"/>'
        f'<rect width="1.3" height="5" fill="{look.edge}"/></pattern>'
        '<pattern id="cham" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{look.ground}"/>'
        f'<circle cx="3" cy="3" r="0.9" fill="{look.edge}"/></pattern>'
        '<pattern id="luoi" width="5" height="5" patternUnits="userSpaceOnUse">'
        f'<rect width="5" height="5" fill="{look.ground}"/>'
        f'<rect width="5" height="0.8" fill="{look.edge}"/>'
        f'<rect width="0.8" height="5" fill="{look.edge}"/></pattern>'
        "</defs>"
    )


def picture(width: float, height: float, body: str, look: Look, title: str) -> str:
    """A whole SVG document on opaque ground.

    Args:
        width: in units.
        height: in units.
        body: what is drawn.
        look: fonts and ground.
        title: the picture in words, for who cannot see it.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:.0f}" '
        f'width="{width:g}" height="{height:.0f}" font-family="{escape(look.font)}" role="img">'
        f"<title>{escape(title, quote=False)}</title>{patterns(look)}"
        f"{box(0, 0, width, height, look.ground)}{body}</svg>\n"
    )
