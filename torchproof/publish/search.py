"""The index of the site's search: shortened, in two spellings, with a copy that works from `file://`."""

import json
import re
from pathlib import Path

PRINTED = re.compile(r"<pre><code>(.*?)</code></pre>(?: <pre><code>(.*?)</code></pre>)?", re.DOTALL)
SPELLING = re.compile(r"\b(\w{3,}i)([sz])(ations?|e[ds]?|ers?|ing)\b")


def searchable(text: str) -> str:
    """A section's text for the search index: of code its names, once; of what code printed, the lines that say something; British and American spelling."""
    known = set(re.findall(r"\w+", PRINTED.sub("", text)))

    def shorten(found: re.Match) -> str:
        names = [
            name for name in dict.fromkeys(re.findall(r"[A-Za-z]\w{3,}", re.sub(r"#.*|\"[^\"]*\"", "", found[1]))) if name not in known
        ]
        known.update(names)
        lines = [line for line in (found[2] or "").splitlines() if len(re.findall(r"[A-Za-z]{2,}", line)) > 7]
        return "".join(f"<code>{html}</code> " for html in (" ".join(names), "\n".join(lines)) if html)

    other = {f"{stem}{'z' if letter == 's' else 's'}{end}" for stem, letter, end in SPELLING.findall(text)}
    return PRINTED.sub(shorten, text) + "".join(f" {word}" * 4 for word in sorted(other - known))  # few words weigh little


def index_search(site: Path) -> None:
    """Shorten the search index, and leave a copy that works from `file://`."""
    path = site / "search" / "search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] = [entry | {"text": searchable(entry["text"])} for entry in index["docs"]]
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")
    path.with_suffix(".js").write_text(f"var __index = {text}\n", encoding="utf-8")
