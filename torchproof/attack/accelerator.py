"""A run on a real accelerator, in the proofs: which card, which torch, which day, and what differed from the record."""

import datetime

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.evidence.proof import Proof, torch_version
from torchproof.run.runner import Runner


def card(runner: Runner) -> str:
    """The name of the accelerator, such as "NVIDIA H200"; raises `Fault` where there is none."""
    return runner.ask("import torch\nprint(torch.cuda.get_device_name())").strip()


def write(snippet: Snippet, name: str, moved: list[str]) -> None:
    """Put into a snippet's proof that all its claims held on a card; `moved` says what differed from the record.

    Raises:
        Fault: the proof is of another program or record, or there is none.
    """
    proof = Proof.read(snippet)
    if proof is None or not proof.is_of(snippet):
        raise Fault(
            str(snippet.path), "ran on the accelerator, but its proof is of another program", f"nox -s prove -- {snippet.id}, then again"
        )
    proof.tables["accelerator"] = {
        "card": name,
        "torch": torch_version(),
        "date": datetime.date.today().isoformat(),
        "moved": moved,
    }
    proof.write(snippet)
