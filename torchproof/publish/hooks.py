"""Hooks of mkdocs: a notebook is rendered as the chapters are, in the place of mkdocs-jupyter's 600 kB of HTML; what is done once for all pages is done once."""

import json
import types
from pathlib import Path

from markdown import Markdown
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from torchproof.book.book import of


def notebook_text(notebook: dict) -> str:
    """A notebook as Markdown of the site: code and its output as the chapters show them, figures by their files."""
    parts = []
    for cell in notebook["cells"]:
        parts.append(f"```python\n{cell['source']}\n```" if cell["cell_type"] == "code" else cell["source"])
        for output in cell.get("outputs", []):
            if output["output_type"] == "stream":
                parts.append(f"```text\n{output['text']}```")
            else:
                picture = output["metadata"]["image/svg+xml"]
                parts.append(f"![{picture['alt']}](../{picture['src']})")
    return "\n\n".join(parts)


def render(self: Page, config, files) -> None:
    """What a notebook's page does in the place of `Page.render`."""
    book = of(Path(config.config_file_path))
    says = book.language["notebook"]
    markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    name = Path(self.file.src_uri)
    figures = markdown.treeprocessors["figures"]
    figures.folder, figures.name, figures.book = Path(self.file.abs_src_path).parent, name.stem, book
    html = markdown.convert(notebook_text(json.loads(Path(self.file.abs_src_path).read_text(encoding="utf-8"))))
    links = (
        f'<p class="facts"><span><a href="{name.name}" download>{says["download"]}</a></span>'
        f'<span><a href="../{name.stem}.html">{says["chapter"]}</a></span></p>'
    )
    self.content = html.replace(f'href="{config.site_url}', 'href="../').replace("</h1>", f"</h1>{links}", 1)
    self.toc = get_toc(markdown.toc_tokens)
    self.title = markdown.toc_tokens[0]["name"]
    self.meta = {"generated": True}


@event_priority(-100)  # after mkdocs-jupyter
def on_pre_page(page: Page, config, files) -> Page:
    """Give notebooks a way of their own to be rendered."""
    if page.file.src_uri.endswith(".ipynb"):
        page.render = types.MethodType(render, page)
    return page


def on_page_content(html: str, page: Page, config, files) -> str:
    """Keep a page out of the index of mkdocs, which another one replaces."""
    page.meta["search"] = {"exclude": True}
    return html


def on_pre_build(config) -> None:
    """Read the book anew for each build of a server."""
    of.cache_clear()
