"""How long a snippet takes, in units of work instead of seconds: on a slow machine, the unit is slow too."""

from collections.abc import Callable
from pathlib import Path

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.run.runner import Runner

WORK = Snippet(
    Path("snippets/unit/work.py"),
    '''"""One unit of work: a small net is trained for 400 steps."""
# --8<-- [start:work]
import torch

torch.manual_seed(0)
x, y = torch.randn(256, 64), torch.randint(10, (256,))
nn = torch.nn
net = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
for step in range(400):
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(net(x), y).backward()
    optimizer.step()
print("done")
# --8<-- [end:work]
assert step == 399, "the unit is done"
''',
)
SECONDS = 10.0  # of a snippet on the usual machine
USUAL = 0.5  # seconds of processor time that the unit takes where the limits are meant: a laptop of 2024 or a server's core


def unit(runner: Runner) -> float:
    """How many times as long as usual this machine takes now: the quickest of three runs of the unit of work.

    Raises:
        Fault: not even the unit of work runs.
    """
    runs = [future.result() for future in [runner.submit(WORK) for _ in range(3)]]
    for run in runs:
        if run.fault:
            raise run.fault
    return min(run.seconds for run in runs) / USUAL


def too_long(snippet: Snippet, seconds: float, unit: Callable[[], float]) -> Fault | None:
    """The fault of a snippet that takes more than it may: ten seconds, or half as long again as it declares, on the usual machine.

    The `unit` is measured only where the seconds are more than that, so on a machine that is slow or busy now.
    """
    allowed = 1.5 * snippet.about_seconds if snippet.about_seconds else SECONDS
    if seconds <= allowed or seconds <= allowed * (slow := unit()):
        return None
    what = f"took {seconds / slow:.1f} s, measured in units of work; {allowed:.0f} s are allowed"
    return Fault(str(snippet.path), what, "make it smaller")
