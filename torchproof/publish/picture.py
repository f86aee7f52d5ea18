"""How large the site shows a drawing."""

import re
from pathlib import Path
from xml.etree import ElementTree

SCALE = 1.25  # a quarter larger than it was drawn, where there is room


TARGETS = "svg:target{color:#c9cad2}#light:target{color:#3c3b44}"


def themed(svg: str) -> str:
    """A recorded SVG with two addresses, `#dark` and `#light`, that colour its ink, for engines that do not tell an image the page's theme."""
    return (
        svg.replace("<svg ", '<svg id="dark" ', 1)
        .replace('<g id="figure_1">', '<g id="light">', 1)
        .replace("</style>", f"{TARGETS}</style>", 1)
    )


def size(svg: Path) -> tuple[int, int]:
    """Width and height of an SVG file, in CSS pixels as shown."""
    root = ElementTree.parse(svg).getroot()
    width, height = (
        float(number) * {"pt": 4 / 3}.get(unit, 1)
        for number, unit in (re.fullmatch(r"([\d.]+)(\D*)", root.get(side, "0")).groups() for side in ("width", "height"))
    )
    return round(width * SCALE), round(height * SCALE)
