"""Contrast of every visible text of a page, measured: its colour against the pixels behind it.

axe-core gives up on text over bars, hatching, gradients and in SVG. Here the page is photographed
once with all glyphs made invisible; what is left at a text's place is its ground, whatever drew it.
"""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

LEAST = 4.5  # WCAG 2.2, 1.4.3
LEAST_LARGE = 3.0  # from 24 px, or 18.66 px in bold
WORST_SHARE = 0.2  # of the ground: thin lines of a hatching do not make a text unreadable

_HIDE = """
* {
  -webkit-text-fill-color: transparent !important;
  text-decoration-color: transparent !important;
}
svg text, svg tspan { fill: transparent !important; stroke: transparent !important; }
::placeholder { -webkit-text-fill-color: transparent !important; }
"""

_COLLECT = r"""
() => {
  const found = [];
  const SKIPPED = ":disabled, [data-disabled], .sr-only, .skip-link, script, style";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const alphaOf = (element) => {
    let alpha = 1;
    for (let one = element; one; one = one.parentElement) {
      alpha *= Number(getComputedStyle(one).opacity);
    }
    return alpha;
  };
  const clipOf = (element) => {
    const clip = { left: 0, top: 0, right: document.documentElement.scrollWidth, bottom: 1e6 };
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      if (one instanceof SVGElement) continue;
      const style = getComputedStyle(one);
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const box = one.getBoundingClientRect();
      clip.left = Math.max(clip.left, box.left + scrollX);
      clip.right = Math.min(clip.right, box.right + scrollX);
      clip.top = Math.max(clip.top, box.top + scrollY);
      clip.bottom = Math.min(clip.bottom, box.bottom + scrollY);
    }
    return clip;
  };
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const text = node.textContent.trim();
    const element = node.parentElement;
    if (!text || !element || element.closest(SKIPPED)) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const range = document.createRange();
    range.selectNodeContents(node);
    const clip = clipOf(element);
    const boxes = [...range.getClientRects()].map((box) => [
      Math.max(box.left + scrollX, clip.left), Math.max(box.top + scrollY, clip.top),
      Math.min(box.right + scrollX, clip.right), Math.min(box.bottom + scrollY, clip.bottom),
    ]).filter(([left, top, right, bottom]) => right - left >= 3 && bottom - top >= 5);
    if (!boxes.length) continue;
    const inSvg = element instanceof SVGElement;
    found.push({
      text: text.slice(0, 40), boxes,
      colour: inSvg ? style.fill : style.webkitTextFillColor || style.color,
      alpha: alphaOf(element) * (inSvg ? Number(style.fillOpacity) : 1),
      size: parseFloat(style.fontSize), weight: Number(style.fontWeight) || 400,
      where: element.tagName.toLowerCase() + "." + String(element.getAttribute("class") || ""),
    });
  }
  return found;
}
"""


@dataclass(frozen=True)
class Faint:
    """A text that is too faint."""

    text: str
    where: str
    colour: str
    contrast: float
    least: float

    def __str__(self) -> str:
        return f"{self.contrast:.2f} < {self.least} “{self.text}” ({self.where}, {self.colour})"


def faint_texts(page) -> tuple[int, list[Faint]]:
    """Return how many texts were measured, and those with too little contrast.

    Args:
        page: a Playwright page, scrolled to its top.
    """
    texts = page.evaluate(_COLLECT)
    style = page.add_style_tag(content=_HIDE)
    picture = page.screenshot(full_page=True, animations="disabled")
    style.evaluate("element => element.remove()")
    ground = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))
    return len(texts), [faint for one in texts if (faint := _judge(one, ground))]


def _judge(text: dict, ground: np.ndarray) -> Faint | None:
    pixels = [
        ground[int(top) : int(bottom) + 1, int(left) : int(right) + 1].reshape(-1, 3)
        for left, top, right, bottom in text["boxes"]
    ]
    behind = np.concatenate(pixels).astype(np.float64)
    if not len(behind):
        return None
    red, green, blue, alpha = _rgba(text["colour"])
    alpha *= text["alpha"]
    shown = np.array([red, green, blue]) * alpha + behind * (1 - alpha)
    light, dark = _luminance(shown), _luminance(behind)
    contrast = (np.maximum(light, dark) + 0.05) / (np.minimum(light, dark) + 0.05)
    seen = float(np.quantile(contrast, WORST_SHARE))
    large = text["size"] >= 24 or (text["size"] >= 18.66 and text["weight"] >= 700)
    least = LEAST_LARGE if large else LEAST
    if seen >= least:
        return None
    return Faint(text["text"], text["where"], text["colour"], seen, least)


def _rgba(colour: str) -> tuple[float, float, float, float]:
    """Read ``rgb(…)`` or ``rgba(…)`` as computed styles give it."""
    numbers = [
        float(part) for part in colour[colour.index("(") + 1 : -1].replace("/", ",").split(",")
    ]
    red, green, blue = numbers[:3]
    return red, green, blue, numbers[3] if len(numbers) > 3 else 1.0


def _luminance(colours: np.ndarray) -> np.ndarray:
    """Relative luminance (WCAG 2.2) of sRGB colours 0–255; last axis is red, green, blue."""
    channels = colours / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])
