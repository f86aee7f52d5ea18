"""Addresses outside the book have their form, and those that no longer answer are found."""

import http.server
import socket
import threading

import pytest
from planted import PAGE, faults

from torchproof.book.address import addresses, ill_formed, work
from torchproof.publish import reach


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("https://docs.pytorch.org/docs/stable/nn.html#loss-functions", None),
        ("https://doi.org/10.1016/0304-3975(83)90110-X", None),
        ("https://doi.org/10.48550/arXiv.1412.6980", None),
        ("https://arxiv.org/abs/1412.6980", None),
        ("https://arxiv.org/abs/hep-th/9901001", None),
        ("http://neuralnetworksanddeeplearning.com/chap3.html", None),
        ("http://arxiv.org/abs/1412.6980", "does not begin with https://"),
        ("ftp://ftp.cs.org/a", "does not begin with https://"),
        ("mailto:a@b.org", "does not begin with https://"),
        ("HTTPS://a.org/", "does not begin with https://"),
        ("https:/a.org/", "does not begin with https://"),
        ("https:///a.org/", "has no plain host"),
        ("https://https://a.org/", "has no plain host"),
        ("https://nohost/a", "has no plain host"),
        ("https://127.0.0.1/a", "has no plain host"),
        ("https://me:secret@a.org/", "has no plain host"),
        ("https://a.org:8080/", "has no plain host"),
        ("https://Arxiv.org/abs/1412.6980", "has no plain host"),
        ("https://аrxiv.org/abs/1412.6980", "has no plain host"),
        ("https://xn--rxiv-63d.org/a", "has no plain host"),
        ("https://a.org/a%20b", "holds a blank"),
        ("https://a.org/a%E2%80%8Bb", "holds a blank"),
        ("https://a.org/größe", "holds a blank or a sign that is not plain"),
        ("https://a.org/a.", "ends with a sign"),
        ("https://a.org/a),", "ends with a sign"),
        ("https://a.org/a)", "ends with a sign"),
        ("https://a.org/?utm_source=x", "says where its reader comes from"),
        ("https://dx.doi.org/10.1038/323533a0", "is no DOI"),
        ("https://www.doi.org/10.1038/323533a0", "is no DOI"),
        ("https://doi.org/doi:10.1038/323533a0", "is no DOI"),
        ("https://doi.org/11.1038/323533a0", "is no DOI"),
        ("https://doi.org/10.1038", "is no DOI"),
        ("https://doi.org/10.1038/", "is no DOI"),
        ("https://arxiv.org/pdf/1412.6980", "is no paper's page on arXiv"),
        ("https://arxiv.org/abs/1412.6980v9", "is no paper's page on arXiv"),
        ("https://arxiv.org/abs/1413.6980", "is no paper's page on arXiv"),
        ("https://arxiv.org/abs/1412.698", "is no paper's page on arXiv"),
        ("https://www.arxiv.org/abs/14126980", "is no paper's page on arXiv"),
    ],
)
def test_the_form_of_an_address(address, says):
    why = ill_formed(address)
    assert why is None if says is None else says in (why or "nothing"), why


CENSUS = "[^census]: Statistics, 1999."


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("<https://doi.org/10.1038/323533a0>, <https://arxiv.org/abs/1412.6980>", None),
        ("[a book](https://a.org/book) and `pip --index-url http://a.org`", None),
        ("<http://a.org/>", "the address http://a.org/ does not begin with https://"),
        ("[a book](https://a.org/book.)", "the address https://a.org/book. ends with a sign"),
        ("[a book](<https://a.org/a b>)", "holds a blank"),
        ("[a book][there]\n\n[there]: http://a.org/", "does not begin with https://"),
        ("at https://a.org/book", "'https://a.org/book' is no link"),
        ("at www.a.org", "'www.a.org' is no link"),
        ("doi:10.1038/323533a0", "'doi:10.1038/323533a0' is no link"),
        ("10.1038/323533a0", "'10.1038/323533a0' is no link"),
        ("arXiv:1412.6980", "'arXiv:1412.6980' is no link"),
        ("[a book](javascript:alert(1))", "is none"),
        ("[a book](https://a.org/a b)", "is no link"),
        ("[a book](https://аrxiv.org/abs/1412.6980)", "has no plain host"),
        ("[https://a.org/one](https://a.org/two)", "the link shows 'https://a.org/one' and leads to https://a.org/two"),
        ("[10.1038/1](https://doi.org/10.1038/2)", "the link shows '10.1038/1' and leads to"),
        ("[www.a.org](https://b.org/)", "the link shows 'www.a.org' and leads to"),
        ("[a book](https://a.org/one) and [a book](https://a.org/two)", "the words 'a book' lead to https://a.org/one above"),
        ("<https://doi.org/10.48550/arXiv.1412.6980> and <https://arxiv.org/abs/1412.6980>", "cites https://doi.org/10.48550/arXiv.1412.6980, which"),
        ("<https://doi.org/10.1038/323533A0> and <https://doi.org/10.1038/323533a0>", "cites https://doi.org/10.1038/323533a0, which"),
    ],
)  # fmt: skip
def test_the_addresses_of_a_page(tree, good, new, says):
    found = [fault for fault in faults(tree, PAGE.replace(CENSUS, f"[^census]: Statistics, 1999, {new}")) if "'1999, " not in fault.what]
    if says is None:
        assert found == []
    else:
        assert any(says in fault.what and fault.where.endswith("demo.md:36") and fault.mend for fault in found), [
            str(fault) for fault in found
        ]


def test_one_work_has_one_address():
    assert work("https://doi.org/10.48550/arXiv.1412.6980") == work("https://arxiv.org/abs/1412.6980") == "https://arxiv.org/abs/1412.6980"
    assert work("https://a.org/A") == "https://a.org/A" != work("https://a.org/a")


def test_an_address_ends_where_its_sentence_goes_on():
    text = (
        "a (<https://a.org/x(1)>)\nand https://b.org/y). But [c](http://c.org/z), **https://d.org**\nhttp://localhost:80 https://{host}/a"
    )
    assert list(addresses(text)) == [(1, "https://a.org/x(1)"), (2, "https://b.org/y"), (2, "http://c.org/z"), (2, "https://d.org")]


class Answers(http.server.BaseHTTPRequestHandler):
    """Answers `/404` with that status, `/moved` and `/registered` with a way to `/200` and `/403`, `/loop` with one to itself, `/slow` never, `/cut` with nothing; refuses to be asked for heads only."""

    def do_GET(self) -> None:
        name = self.path[1:]
        if name == "slow":
            released.wait(20)
        if name == "cut":
            return
        moved = {"moved": "/200", "registered": "/403", "lost": "/404", "loop": "/loop"}.get(name)
        self.send_response(302 if moved else int(name) if name.isdigit() else 200)
        if moved:
            self.send_header("Location", moved)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self) -> None:
        self.send_error(405)

    def log_message(self, *_) -> None:
        pass


released = threading.Event()


@pytest.fixture
def server():
    """The address of a server of this machine."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_address[1]}"
        released.set()
        found.shutdown()


def unknown(*_, **__):
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def busy(*_, **__):
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def test_what_is_gone_is_told_from_what_is_not_known(server, monkeypatch):
    monkeypatch.setattr(reach, "SECONDS", 0.5)
    told = {
        name: reach.answer(f"{server}/{name}")[0]
        for name in ("200", "moved", "lost", "404", "410", "403", "429", "500", "slow", "loop", "cut")
    }
    assert [name for name, alive in told.items() if alive] == ["200", "moved"]
    assert [name for name, alive in told.items() if alive is False] == ["lost", "404", "410"]
    assert reach.answer("http://127.0.0.1:1/")[0] is None, "refused"
    assert reach.answer("http://[::1/")[0] is None, "no address at all"
    for fails, alive in ((unknown, False), (busy, None)):
        monkeypatch.setattr(socket, "getaddrinfo", fails)
        assert reach.answer("https://nowhere.invalid/")[0] is alive


def test_a_doi_stands_where_its_register_knows_it(server, monkeypatch):
    assert reach.answer(f"{server}/registered")[0] is None, "the publisher refuses programs"
    monkeypatch.setattr(reach, "REGISTER", server.removeprefix("http://"))
    assert reach.answer(f"{server}/registered") == (True, "302")
    assert reach.answer(f"{server}/404")[0] is False


def test_dead_addresses_are_told_with_their_places(tree, good, tmp_path, monkeypatch, capsys):
    files = {
        "mkdocs.yml": "docs_dir: docs/en\n",
        "docs/en/demo.md": "# Demo { #demo }\n\nSee <https://a.org/gone>\nand `https://a.org/here`.\n",
        "README.md": "One\n[two](https://a.org/gone).\n",
        "torchproof/a.py": 'x = "https://a.org/code"\n\n\ndef f():\n    """Says.\n\n    See https://a.org/refuses.\n    """\n',
        "snippets/demo/a.py": '"""From https://a.org/here."""\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    states = {"gone": (False, "404"), "here": (True, "200"), "refuses": (None, "403")}
    monkeypatch.setattr(reach, "answer", lambda address: states[address.rpartition("/")[2]])
    assert reach.report(tmp_path) == 1
    said = capsys.readouterr().out
    assert said.startswith("3 addresses: 1 answer, 1 are gone, 1 told nothing.")
    gone, silent = said.split("## Gone")[1].split("## Told nothing")
    assert f"- <https://a.org/gone> (404): {tmp_path}/docs/en/demo.md:3, {tmp_path}/README.md:2" in gone
    assert f"- <https://a.org/refuses> (403): {tmp_path}/torchproof/a.py:7" in silent
