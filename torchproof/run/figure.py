"""How figures look, and a matplotlib figure as an SVG that is small and the same on every run."""

import io
import re

INK = "#808080"
"""The colour of axes and text (matplotlib's "gray"): in the SVG it becomes the colour of the reader's theme."""

STYLE = {
    "figure.figsize": (4.5, 3.0),
    "figure.dpi": 96,
    "font.size": 10.5,
    "axes.titlesize": 10.5,
    "axes.labelsize": 10.5,
    "xtick.labelsize": 10.5,
    "ytick.labelsize": 10.5,
    "legend.fontsize": 10.5,
    "figure.titlesize": 11.5,
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
    "mathtext.fontset": "dejavusans",
    "axes.prop_cycle": "cycler('color', ['0072B2', 'D55E00', '009E73', 'B8609A', '808080']) + cycler('linestyle', ['-', '--', '-.', ':', (0, (8, 2))])",
    "lines.linewidth": 1.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.9,
    "axes.grid": False,
    "grid.alpha": 0.3,
    "legend.frameon": False,
    "legend.handlelength": 2.6,
    "image.cmap": "viridis",
    "path.simplify": False,
    "svg.fonttype": "none",
    "svg.image_inline": True,
    "savefig.transparent": True,
    "axes.unicode_minus": True,
} | dict.fromkeys(
    [
        "text.color",
        "axes.edgecolor",
        "axes.labelcolor",
        "xtick.color",
        "ytick.color",
        "grid.color",
        "hatch.color",
        "patch.edgecolor",
        "boxplot.flierprops.color",
    ],
    INK,
)

THEME = "svg{color:#6e7480}@media (prefers-color-scheme:light){svg{color:#3c3b44}}@media (prefers-color-scheme:dark){svg{color:#c9cad2}}"


LONG = re.compile(r"(?<![\w.])-?\d+\.\d{3,}(?!\w)")


def shorter(number: re.Match) -> str:
    """A coordinate to hundredths of a point."""
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def to_svg(figure, salt: str) -> str:
    """One figure as SVG text: text stays text, ink follows the reader's theme, the same bytes on every run.

    Args:
        figure: a `matplotlib.figure.Figure`.
        salt: what makes its ids differ from those of other figures, the snippet's id.

    Returns:
        The SVG, its size in points; coordinates are rounded to hundredths of a point.
    """
    import matplotlib

    buffer = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": salt}):
        figure.savefig(buffer, format="svg", metadata=dict.fromkeys(["Creator", "Date", "Format", "Type"]))
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = svg.replace(INK, "currentColor").replace("<defs>", f"<defs>\n  <style>{THEME}</style>", 1)
    svg = re.sub(r"'DejaVu Sans'[^;\"]*", "system-ui, 'DejaVu Sans', sans-serif", svg)
    for number, name in enumerate(dict.fromkeys(re.findall(r'\bid="([a-z][0-9a-f]{10})"', svg))):
        svg = svg.replace(name, f"i{number}")
    svg = re.sub(r"<[^>]*>", lambda tag: LONG.sub(shorter, tag[0]), svg)
    return re.sub(r"[ \t]+\n", "\n", svg)
