"""How large the site shows a drawing."""

import re
from pathlib import Path
from xml.etree import ElementTree

SCALE = 1.25  # a quarter larger than it was drawn, where there is room


def size(svg: Path) -> tuple[int, int]:
    """Width and height of an SVG file, in CSS pixels as shown."""
    root = ElementTree.parse(svg).getroot()
    width, height = (
        float(number) * {"pt": 4 / 3}.get(unit, 1)
        for number, unit in (re.fullmatch(r"([\d.]+)(\D*)", root.get(side, "0")).groups() for side in ("width", "height"))
    )
    return round(width * SCALE), round(height * SCALE)
