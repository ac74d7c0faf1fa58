"""Reads a finished SVG the way a viewer does: boxes of texts and shapes in user units."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from common.charts.geometry import Box
from common.charts.text import measure

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, kw_only=True)
class TextBox:
    text: str
    size: float
    box: Box


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def view_box(root: ElementTree.Element) -> Box:
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    return Box(left=left, top=top, right=left + width, bottom=top + height)


def texts(root: ElementTree.Element) -> list[TextBox]:
    return [_text_box(node) for node in root.iter(f"{SVG}text")]


def _text_box(node: ElementTree.Element) -> TextBox:
    text, size = node.text or "", float(node.attrib["font-size"])
    width = measure(text, size=size, weight=int(node.get("font-weight", "400")))
    anchor = node.get("text-anchor", "start")
    if node.get("direction") == "rtl":
        anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
    x, baseline = float(node.attrib["x"]), float(node.attrib["y"])
    left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
    box = Box(left=left, top=baseline - 0.74 * size, right=left + width, bottom=baseline + 0.22 * size)
    return TextBox(text=text, size=size, box=box)


def shapes(root: ElementTree.Element) -> list[Box]:
    """Boxes of circles, rects and lines, and of the first point of each path."""
    boxes: list[Box] = []
    for node in root.iter():
        at = {name: float(node.attrib[name]) for name in _NAMES if _NUMBER.fullmatch(node.get(name, ""))}
        if node.tag == f"{SVG}circle":
            x, y, r = at["cx"], at["cy"], at["r"]
            boxes.append(Box(left=x - r, top=y - r, right=x + r, bottom=y + r))
        elif node.tag == f"{SVG}rect":
            x, y = at["x"], at["y"]
            boxes.append(Box(left=x, top=y, right=x + at["width"], bottom=y + at["height"]))
        elif node.tag == f"{SVG}line":
            xs, ys = sorted((at["x1"], at["x2"])), sorted((at["y1"], at["y2"]))
            boxes.append(Box(left=xs[0], top=ys[0], right=xs[1], bottom=ys[1]))
        elif node.tag == f"{SVG}path":
            x, y = map(float, _NUMBER.findall(node.attrib["d"])[:2])
            boxes.append(Box(left=x, top=y, right=x, bottom=y))
    return boxes


_NAMES = ("cx", "cy", "r", "x", "y", "width", "height", "x1", "x2", "y1", "y2")


def marks(root: ElementTree.Element, look: str) -> list[tuple[float, float]]:
    """Centres of the circles or diamonds of one look."""
    found: list[tuple[float, float]] = []
    for node in root.iter():
        if node.get("class") != f"chart-{look}":
            continue
        if node.tag == f"{SVG}circle":
            found.append((float(node.attrib["cx"]), float(node.attrib["cy"])))
        elif node.tag == f"{SVG}path":
            x, top, half = map(float, _NUMBER.findall(node.attrib["d"])[:3])
            found.append((x, top + half))
    return found
