"""A picture that can stand alone: title, what is measured, the drawing, its source and release."""

from dataclasses import dataclass, field

from dashboards.pictures.draw import box, picture, words, wrapped
from dashboards.pictures.look import SCREEN, Look

WIDTH = 640.0
MARGIN = 24.0


@dataclass(frozen=True)
class Picture:
    """A drawing and what has to stand beside it.

    Attributes:
        title: the finding.
        measure: what is measured, unit, place, period.
        body: the drawing as SVG, ``WIDTH`` wide.
        height: of the drawing.
        sentence: the drawing in words ("" where the title says all).
        notes: small print: what marks mean.
        file_name: of the file, without ending.
    """

    title: str
    measure: str
    body: str
    height: float
    sentence: str = ""
    notes: tuple[str, ...] = field(default=())
    file_name: str = "bieu-do"


def framed(made: Picture, source: str, look: Look = SCREEN) -> str:
    """Return the SVG document.

    Args:
        made: the drawing.
        source: source and release, below everything.
        look: fonts and colours.
    """
    parts, y = [], MARGIN
    for text, size, step, colour, bold in (
        (made.title, 17, 23, look.ink, True),
        (made.measure, 11.5, 17, look.soft, False),
        (made.sentence, 11.5, 17, look.ink, False),
    ):
        for line in wrapped(text, size, WIDTH, look):
            y += step
            parts.append(words(line, MARGIN, y, size, look, colour=colour, bold=bold))
        y += 3
    y += 15
    parts.append(f'<g transform="translate({MARGIN:g},{y:.1f})">{made.body}</g>')
    y += made.height + 22
    for note in made.notes:
        for line in wrapped(note, 10.5, WIDTH, look):
            parts.append(words(line, MARGIN, y, 10.5, look, colour=look.soft))
            y += 14
    y += 4
    parts.append(box(MARGIN, y - 8, WIDTH, 0.8, look.edge))
    for line in wrapped(source, 10.5, WIDTH, look):
        y += 8
        parts.append(words(line, MARGIN, y, 10.5, look, colour=look.soft))
        y += 6
    said = ". ".join(part for part in (made.title, made.measure, made.sentence) if part)
    return picture(WIDTH + 2 * MARGIN, y + MARGIN - 6, "".join(parts), look, said)
