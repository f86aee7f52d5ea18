"""The theme's style sheets without what no page of this site can show: most of their rules are for parts that the book does not use."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import tinycss2
from tinycss2.ast import Node

UNUSED = ("md-annotation", "md-source__fact", "md-status", "md-tag", "md-tooltip", "md-version")
"""What the theme's script could make classes of, for features that are off."""
CLASSES = re.compile(r'class="?([^">]*)')
COLOUR = re.compile(r"data-md-color-\w+=[\w-]+")
MADE = re.compile(r"\b(?:md-[\w-]+|js|focus-visible)")  # by the script
NAME, PROPERTY, READ = re.compile(r"[\w-]+"), re.compile(r"--[\w-]+"), re.compile(r"var\((--[\w-]+)")
SET = re.compile(r'(?<=[{;])(--[\w-]+):(?:"[^"]*"|[^;"}])*;?')  # of a custom property


def lighten(site: Path) -> None:
    """Rewrite the theme's style sheets; the book's own stay as they are."""
    pages, scripts, own = (
        "\n".join(path.read_text(encoding="utf-8") for path in site.rglob(kind))
        for kind in ("*.html", "assets/j*/*.js", "assets/css/*.css")
    )
    names = {*NAME.findall(" ".join(CLASSES.findall(pages))), *(name for name in MADE.findall(scripts) if not name.startswith(UNUSED))}
    names |= set(COLOUR.findall(pages.replace('"', "")))
    sheets = {
        path: "".join(needed(rules(path.read_text(encoding="utf-8")), names)) for path in (site / "assets" / "stylesheets").glob("*.css")
    }
    read = {*READ.findall(own + "".join(sheets.values())), *PROPERTY.findall(pages), *PROPERTY.findall(scripts)}
    for path, text in sheets.items():
        path.write_text(SET.sub(lambda found: found[0] if found[1] in read else "", text), encoding="utf-8")


def rules(text: str) -> list[Node]:
    """The rules of a style sheet."""
    return tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)


def needed(found: list[Node], names: set[str]) -> Iterator[str]:
    """The rules that can apply where elements have these classes and colours."""
    for rule in found:
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inner = "".join(needed(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), names))
            yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}" if inner else ""
        elif rule.type == "at-rule":
            yield rule.serialize()
        elif selectors := [selector for selector in parted(rule.prelude) if asked(selector) <= names]:
            yield f"{','.join(map(tinycss2.serialize, selectors))}{{{tinycss2.serialize(rule.content)}}}"


def parted(prelude: list[Node]) -> list[list[Node]]:
    """The selectors of a rule."""
    found: list[list[Node]] = [[]]
    for node in prelude:
        if node == ",":
            found.append([])
        else:
            found[-1].append(node)
    return found


def asked(selector: list[Node]) -> set[str]:
    """The classes and the palette's colours that a selector asks for; those in brackets, as in `:not(.a)`, are left out."""
    colours = {tinycss2.serialize(node.content).replace('"', "") for node in selector if node.type == "[] block"}
    return {after.value for dot, after in itertools.pairwise(selector) if dot == "." and after.type == "ident"} | {
        colour for colour in colours if COLOUR.fullmatch(colour)
    }
