"""What a hostile contributor of a teaching program tries: a typed result carried to where it is shown, looks at the test, hidden state, clocks."""

import pytest
from test_form import faults, said

TYPED = "which is typed"
N = "print('accuracy', {}, len(x))"


def shown(made: str, value: str = "acc") -> str:
    """A program that makes a value, and prints it beside a computed one."""
    return f"{made}\n{N.format(value)}"


KEEPS = "class A:\n    def __init__(self, v):\n        self.v = v\n"
RECORD = "from dataclasses import dataclass\n\n@dataclass\nclass A:\n    v: float"
CARRIED = [  # a typed result, and how it is carried to where it is printed
    # by a class
    shown(KEEPS, "A(0.97).v"),
    shown(f"{KEEPS}\na = A(0.97)\nb = a", "b.v"),
    shown(RECORD, "A(0.97).v"),
    shown(RECORD, "A(v=0.97).v"),
    shown(f"{RECORD} = 0.97", "A().v"),
    shown("class A:\n    def __init__(self, v=0.97):\n        self.v = v\n", "A().v"),
    # by a container
    shown("out = []\nif x.sum() > -9:\n    out.append(0.97)", "out[0]"),
    shown("out = {}\nif x.sum() > -9:\n    out['a'] = 0.97", "out['a']"),
    shown("out = {}\nfor value in x:\n    if value > -9:\n        out['a'] = 0.97", "out['a']"),
    shown("out = {}\ntry:\n    out.update(a=0.97)\nexcept RuntimeError:\n    out = {}", "out['a']"),
    shown("from collections import Counter", "Counter(a=0.97)['a']"),
    shown("from collections import deque", "deque([0.97])[0]"),
    shown("from collections import defaultdict\nd = defaultdict(lambda: 0.97)", "d['a']"),
    shown("y = torch.zeros(2)\ny[:] = torch.tensor([0.97, 0.91])", "y.tolist()"),
    shown("y = x.clone()\ny[0] = 0.97", "y[0].item()"),
    shown("accs = [0.97, 0.91]", "sum(accs) / 2"),
    shown("accs = []\nfor value in x:\n    accs.append(0.97)", "accs[0]"),
    # by a choice
    shown("acc = 0.97 if x.sum() > -9 else 0.5"),
    shown("acc = 0.5\nif x.sum() > -9:\n    acc = 0.97"),
    shown("acc = [0.5, 0.97][int(x.sum() > -9)]"),
    shown("acc = {True: 0.97, False: 0.5}[bool(x.sum() > -9)]"),
    shown("acc = x.sum() > -9 and 0.97"),
    shown("acc = torch.where(x > -9, 0.97, 0.0)[0].item()"),
    shown("acc = x.clamp(0.97, 0.97)[0].item()"),
    shown("def acc(net):\n    if net.sum() > -9:\n        return 0.97\n    return 0.5\n", "acc(x)"),
    # by a loop over a table
    "table = {'net': 0.97, 'linear': 0.91}\nfor name, acc in table.items():\n    print(f'{name:8} {acc:.2f} {len(x)}')",
    "rows = [('net', 0.97), ('linear', 0.91)]\nfor name, acc in rows:\n    print(f'{name:8} {acc:.2f} {len(x)}')",
    "table = [[0.97, 0.91], [0.5, 0.4]]\nfor row in table:\n    print(*row, len(x))",
    "names, accs = ['a', 'b'], [0.97, 0.91]\nfor name, acc in zip(names, accs):\n    print(name, acc, len(x))",
    "accs = [0.97, 0.91]\nfor i, acc in enumerate(accs):\n    print(i, acc, len(x))",
    "accs = [0.97, 0.91]\nfor i in range(2):\n    print(f'{accs[i]:.2f} {len(x)}')",
    "accs = torch.tensor([0.97, 0.91])\nfor acc in accs:\n    print(f'{acc.item():.2f} {len(x)}')",
    # by a function
    shown("def acc(v=0.97):\n    return v\n", "acc()"),
    shown("acc = lambda v=0.97: v", "acc()"),
    shown("def acc(net):\n    hits = 0.97\n    return hits\n", "acc(x)"),
    "def accs():\n    yield 0.97\n\nfor acc in accs():\n    print('accuracy', acc, len(x))",
    shown("acc = next(iter([0.97]))"),
    shown("acc = sorted([0.97, 0.91])[-1]"),
    # by arithmetic with nothing
    shown("right, total = 97, 100", "right / total"),
    shown("right = 97", "f'{right / 100:.2f}'"),
    shown("right = 90\nright += 7", "right"),
    shown("acc = 0.0\nfor part in (0.9, 0.07):\n    acc += part"),
    shown("acc = 0.97 + 1e-30 * x[0].item()"),
    shown("acc = (x.sum() * 0 + 0.97).item()"),
    shown("acc = torch.tensor(0.97) * 1", "acc.item()"),
    shown("import math\nacc = math.floor(97.3)"),
    shown("import statistics", "statistics.mean([0.97, 0.97])"),
    shown("import numpy as np", "np.mean([0.97, 0.97])"),
    # by torch, which fills and moves
    shown("acc = torch.full((), 0.97)", "acc.item()"),
    shown("acc = torch.zeros(1).fill_(0.97).item()"),
    shown("acc = x.new_full((1,), 0.97).item()"),
    shown("acc = torch.linspace(0.97, 0.97, 1).item()"),
    shown("acc = torch.arange(0.97, 1.5, 1).item()"),
    shown("acc = nn.Parameter(torch.tensor(0.97)).item()"),
    shown("acc = torch.stack([torch.tensor(0.97)])[0].item()"),
    # by a text
    shown("import re", "re.findall(r'[\\d.]+', 'a0.97')[0]"),
    shown("acc = '1.0971'[2:6]"),
    shown("acc = 'accuracy 0.97'.split()[1]"),
    shown("acc = '0_97'.replace('_', '.')"),
    shown("acc = ''.join(['0', '.', '9', '7'])"),
    shown("acc = '0' + '.' + '9' + '7'"),
    shown("acc = str(9) + str(7) + ' %'"),
    shown("a, b = 9, 7", "f'0.{a}{b}'"),
    shown("", "f'{9}{7} %'"),
    shown("acc = 9 * 10 + 7"),
    # by torch, where something is so
    shown("acc = x.masked_fill(x > -9, 0.97)[0].item()"),
    shown("acc = nn.functional.threshold(x, 99, 0.97)[0].item()"),
    shown("acc = nn.functional.pad(x, (1, 0), value=0.97)[0].item()"),
    shown("acc = torch.nan_to_num(x * torch.nan, 0.97)[0].item()"),
    shown("acc = torch.maximum(torch.tensor(0.97), x[0] - 99).item()"),
    # by an attribute of a net, an error, a lambda, a dict
    shown("net = nn.Linear(1, 1)\nnet.bias.data = torch.tensor([0.97])", "net.bias.item()"),
    shown(
        "class A(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.register_buffer('acc', torch.tensor(0.97))\n",
        "A().acc.item()",
    ),
    "try:\n    raise ValueError(0.97)\nexcept ValueError as error:\n    print(error, len(x))",
    shown("acc = (lambda v: v)(0.97)"),
    shown("acc = list(map(lambda v: v, [0.97]))[0]"),
    shown("acc = list(filter(None, [0.97]))[0]"),
    shown("table = dict.fromkeys(['net'], 0.97)", "table['net']"),
    shown("table = {n: a for n, a in [('net', 0.97)]}", "table['net']"),
    shown("def acc(net, *, v=0.97):\n    return v\n", "acc(x)"),
    shown("def acc(net, *, v):\n    return v\n", "acc(x, v=0.97)"),
    shown("class A:\n    acc = 0.97\n", "getattr(A, 'acc')"),
    shown("acc = 97", "'%d %%' % acc"),
    shown("acc = pow(0.97, 1)"),
    shown("acc = 0.5\nwhile acc < 0.97:\n    acc += 0.01"),
    shown("acc = 0.97\nif acc > 0.5:\n    x = x + 1"),
    # by a text that is put together, a part of a number, an error of a function
    "print('accuracy %d%d' % (9, 7), len(x))",
    shown("", "'x97'.lstrip('x')"),
    shown("", "'9'.ljust(2, '7')"),
    shown("import re", "re.sub('x', '7', '9x')"),
    shown("from fractions import Fraction", "Fraction(97, 100).numerator"),
    shown("acc = (97.0).as_integer_ratio()[0]"),
    "def f():\n    raise ValueError(97)\n\ntry:\n    f()\nexcept ValueError as error:\n    print(error, len(x))",
    "def f():\n    raise ValueError(97)\n\ntry:\n    f()\nexcept ValueError as error:\n    print(error.args[0], len(x))",
    # by a choice among typed results
    shown("accs = {'a': 91, 'b': 97}\nbest = max(accs, key=accs.get)", "accs[best]"),
    shown("a, b = 0.97, 0.91", "a > b"),
    shown("", "True"),
    shown("acc = True"),
    shown("", "not []"),
    shown("acc = all([True, True])"),
    # by words
    "if x.sum() > -9:\n    print('ninety-seven')",
    shown("words = {True: 'seventeen'}", "words[bool(x.sum() > -9)]"),
    # with another use that is none
    shown("acc = 0.97\nunused = acc"),
    shown("acc = 0.97\ny = torch.tensor(acc)"),
    shown("acc = 0.97\nacc < 1"),
]


@pytest.mark.parametrize("body", CARRIED)
def test_a_typed_result_is_found_however_it_is_carried(body):
    assert "typed" in said(faults(body))


PLT = "import matplotlib.pyplot as plt\n"
REFUSED = {
    # what is drawn
    f"{PLT}plt.plot([0.5, 0.9, 0.97])": "draws [0.5, 0.9, 0.97], which is typed",
    f"{PLT}accs = [0.5, 0.9, 0.97]\nplt.plot(accs)": "draws accs, which is typed",
    f"{PLT}plt.bar(['a', 'b'], [0.97, 0.91])": "draws [0.97, 0.91], which is typed",
    f"{PLT}plt.text(0, 0, str(0.97))": "prints 0.97, which is typed",
    # what gives a typed result, whatever it is asked
    "class A(list):\n    def __len__(self):\n        return 97": "__len__ gives what is typed",
    "class A:\n    def __getitem__(self, i):\n        return 0.97": "__getitem__ gives what is typed",
    "class A:\n    def __iter__(self):\n        return iter([0.97])": "__iter__ gives what is typed",
    "class A:\n    def __next__(self):\n        return 0.97": "__next__ gives what is typed",
    "class A:\n    def __call__(self):\n        return 0.97": "__call__ gives what is typed",
    "class A:\n    def __neg__(self):\n        return 0.97": "__neg__ gives what is typed",
    "class A(float):\n    def __add__(self, other):\n        return 0.97": "__add__ gives what is typed",
    "class A(torch.Tensor):\n    def item(self):\n        return 0.97": "item gives what is typed",
    "class A(torch.Tensor):\n    def mean(self):\n        return torch.tensor(0.97)": "mean gives what is typed",
    "nn.Linear(3, 1).register_forward_hook(lambda m, i, o: o * 0 + 0.97)": "a lambda gives what is typed",
    "x.register_hook(lambda g: torch.full_like(g, 0.97))": "a lambda gives what is typed",
    "from torch.utils._python_dispatch import TorchDispatchMode\n\nclass C(TorchDispatchMode):\n    def __torch_dispatch__(self, func, types, "
    "args=(), kwargs=None):\n        return func(*args, **(kwargs or {})) + 1": "changes what torch computes",
    # looks at the test
    f"{PLT}print(plt.show.__name__, len(x))": "hands matplotlib.pyplot.show on",
    f"{PLT}seen = plt.show": "hands matplotlib.pyplot.show on",
    "print(torch.save.__name__, len(x))": "hands torch.save on",
    f"{PLT}if plt.isinteractive():\n    print(len(x))": "does not ask on which machine it runs",
    f"{PLT}print(plt.get_backend(), len(x))": "does not ask on which machine it runs",
    f"{PLT}plt.gcf().canvas.mpl_connect('draw_event', abs)": "uses .canvas",
    "import matplotlib\nprint(matplotlib.get_cachedir(), len(x))": "uses matplotlib.get_cachedir",
    "import numpy as np\nprint(np.show_runtime())": "does not ask on which machine it runs",
    "import numpy as np\nprint(np.get_printoptions(), len(x))": "does not ask on which machine it runs",
    "import sklearn\nprint(sklearn.get_config(), len(x))": "does not ask on which machine it runs",
    "print(torch.is_inference_mode_enabled(), len(x))": "does not ask on which machine it runs",
    "print(torch.are_deterministic_algorithms_enabled(), len(x))": "does not ask on which machine it runs",
    "print(torch.get_float32_matmul_precision(), len(x))": "does not ask on which machine it runs",
    "from torch.utils.data import get_worker_info\nprint(get_worker_info(), len(x))": "does not ask on which machine it runs",
    "from pathlib import Path\nprint(Path('planted.out').samefile('a'))": "uses .samefile",
    "from pathlib import Path\nprint(Path('planted.out').lstat())": "uses .lstat",
    "from pathlib import Path\nPath('a').chmod(1)": "uses .chmod",
    # clocks
    "import time\nif time.perf_counter() > 9:\n    x = x + 1": "decides by a clock",
    "import time\nwhile time.perf_counter():\n    x = x + 1": "decides by a clock",
    "import time\nt = time.perf_counter()\nprint(round(time.perf_counter() - t, 1), len(x))": "computes by a clock",
    "import time\nt = time.perf_counter()\nt = time.perf_counter() - t\nprint(f'{t:.1f} s', len(x))": "prints by a clock",
    "import time\nts = []\nts.append(time.perf_counter())\nprint('seconds', ts[0], len(x))": "computes by a clock",
    "import time\nx = x * torch.tensor(time.perf_counter())": "computes by a clock",
    "from timeit import timeit\nprint(timeit(lambda: x.sum()) > 0.5)": "decides by a clock",
    "import time\nclock = time.perf_counter": "hands time.perf_counter on",
    "import time\ntorch.manual_seed(int(time.perf_counter()))": "sets a seed that no reader knows",
    # chance
    "import random\nrandom.seed(str(object()))": "sets a seed that no reader knows",
    "torch.manual_seed(int(torch.rand(1) * 99))": "sets a seed that no reader knows",
    "import numpy as np\nnp.random.default_rng(len(str(object())))": "sets a seed that no reader knows",
    "from sklearn.mixture import GaussianMixture\nGaussianMixture()": "draws random numbers, and no seed",
    "from sklearn.manifold import MDS\nMDS()": "draws random numbers, and no seed",
    "print(list({'a': 1}.keys() | {'b': 2}.keys()), x[0])": "shows the order of a set",
    "from collections import Counter\nprint(Counter({'a', 'b'}), x[0])": "shows the order of a set",
    "import itertools\nprint(*itertools.chain({'a', 'b'}), x[0])": "shows the order of a set",
    # out of sight
    "print(*x, file=x)": "prints with file",
    "print('a', len(x), flush=True)": "prints with flush",
    "print(len(x), **{'file': x})": "prints with None",
    "nn.modules.module.register_module_forward_hook(abs)": "hooks for all modules",
    "from torch.nn.modules import module": "hooks for all modules",
    "import torch.utils.tensorboard.writer": "imports 'torch.utils.tensorboard.writer'",
    "import sklearn.utils.fixes": "imports 'sklearn.utils.fixes'",
    "from sklearn import externals": "of the parts of sklearn, use",
    "from dataclasses import make_dataclass": "of dataclasses, use",
    "from collections import namedtuple": "of collections, use",
    "def f(torch=1):\n    return torch": "gives torch another meaning",
    "f = lambda print: print(0.97)": "gives print another meaning",
    "type(type(x))('A', (), {'item': abs})": "makes a class by",
    "kind = type(nn.ReLU)\nkind('A', (), {})": "gives a type another name",
    "methods = {'__repr__': abs}": "holds '__repr__'",
    # the day, the memory, the folder, the file, the dots of a figure
    "import numpy as np\nday = np.datetime64('today')": "what day it is",
    "import numpy as np\nday = np.array('now', dtype='datetime64[s]')": "makes dates by 'datetime64[s]'",
    "import numpy as np\nday = np.array('now', dtype='<M8[s]')": "makes dates by",
    "y = x.new_empty(3)": "whatever the memory held",
    "y = x.resize_(64)": "whatever the memory held",
    "y = torch.Tensor(3)": "whatever the memory held",
    "y = torch.cuda.FloatTensor(3)": "whatever the memory held",
    "import numpy as np\ny = np.ndarray((3,))": "whatever the memory held",
    "net = nn.utils.skip_init(nn.Linear, 2, 2)": "whatever the memory held",
    "print(str(object()), len(x))": "uses object",
    "import tempfile\nwith tempfile.TemporaryDirectory() as folder:\n    print('work' in folder, x[0])": "asks where folder lies",
    "import tempfile\nfolder = tempfile.TemporaryDirectory()\nprint(folder.name, x[0])": "asks where folder lies",
    "import tempfile\nprint(tempfile.TemporaryDirectory().name, x[0])": "asks where tempfile.TemporaryDirectory() lies",
    "import tempfile\nfrom pathlib import Path\nwith tempfile.TemporaryDirectory() as folder:\n    path = Path(folder) / 'a'\n    print(len(str(path)), x[0])": "asks where path lies",
    "import warnings\nwith warnings.catch_warnings(record=True) as caught:\n    x.sum()\nprint(caught[0].filename, len(x))": "uses .filename",
    f"{PLT}fig, ax = plt.subplots()\nprint(fig.bbox.width, len(x))": "uses .bbox",
    f"{PLT}fig, ax = plt.subplots()\nprint(fig.properties()['dpi'], len(x))": "uses .properties",
    f"{PLT}print(plt.getp(plt.gcf(), 'dpi'), len(x))": "uses matplotlib.pyplot.getp",
    f"{PLT}print(plt.fignum_exists(1), len(x))": "uses matplotlib.pyplot.fignum_exists",
    # chance, by a method or a generator of its own; what is always so
    "import numpy as np\nnp.random.seed(0)\nr = np.random.Generator(np.random.MT19937())": "draws random numbers, and no seed",
    "print(torch.equal(x, x))": "asks whether x is equal to itself",
    "print(x.allclose(x))": "asks whether x is equal to itself",
    "print((x[0] == x[0]).item())": "asks whether x[0] is equal to itself",
    # the same by other ways
    "def f():\n    try:\n        yield 1\n    finally:\n        print('accuracy', len(x))\n\ng = f()\nnext(g)": 'does something when nothing asks for it any more',
    "import numpy as np\nnp.rec.fromfile('a')": 'numpy.rec.fromfile',
    "from sklearn.cluster import FeatureAgglomeration\nf = FeatureAgglomeration(memory='a')": 'sets memory',
    "from sklearn.ensemble import RandomForestClassifier\nr = RandomForestClassifier(n_jobs=2, random_state=0)": "sets n_jobs",
    "from torch.utils.data import DataLoader\nd = DataLoader(x, **{'num_workers': 2})": "holds 'num_workers'",
    "from torch.utils.data import DataLoader\nd = DataLoader(x, 1, False, None, None, 2)": "tells a DataLoader by place",
    "name = ''.join(['h', 'ub'])\nf = getattr(torch, name)": 'puts together the name',
    "for name in 'relu hub'.split():\n    f = getattr(torch, name)": 'puts together the name',
    "d = dict(hub=1)\nfor name in d:\n    f = getattr(torch, name)": "puts together the name",
    "def f(n):\n    return getattr(torch, n)\n\nf('h' + 'ub')": 'puts together the name',
    "n = 'buh'[::-1]\nf = getattr(torch, n)": 'puts together the name',
    "import functools\nf = functools.partial(getattr, torch)('hub')": 'hands getattr on',
    "fs = list(map(getattr, [torch], ['hub']))": 'hands getattr on',
    "import functools\nf = functools.reduce(getattr, ['nn', 'functional'], torch)": 'hands getattr on',
    "g = getattr\nf = g(torch, 'hub')": 'hands getattr on',
    "f = getattr(*(torch, 'hub'))": 'hides what getattr is asked',
    "print('{0.hub}'.format(torch), len(x))": 'reaches into an object by the text',
    "print('{0.__class__}'.format(x), len(x))": 'reaches into an object',
    "print('{t.os}'.format_map({'t': torch}), len(x))": 'uses .format_map',
    "import matplotlib.pyplot as plt\nprint(plt.gcf().get_dpi(), len(x))": "uses .get_dpi",
    "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nprint(ax.xaxis.label.get_fontsize(), len(x))": "uses .get_fontsize",
    "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nif ax.spines['top'].get_visible():\n    x = x + 1": 'uses .get_visible',
    "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nline, = ax.plot(x)\nprint(line.get_linewidth(), len(x))": "uses .get_linewidth",
    "import matplotlib.pyplot as plt\nprint(plt.get_fignums(), len(x))": "uses matplotlib.pyplot.get_fignums",
    "import time\n\ndef show(t):\n    print(t, len(x))\n\nshow(time.perf_counter())": "computes by a clock",
    "import time\n\ndef now():\n    return time.perf_counter()\n\nprint(now(), len(x))": "computes by a clock",
    "import time\n\nclass A:\n    def __init__(self):\n        self.t = time.perf_counter()\n\nprint(A().t, len(x))": "computes by a clock",
    "import time\na, b = time.perf_counter(), 1\nprint(a, len(x))": "computes by a clock",
    "import time\nt = time.perf_counter()\nprint(t > 5, len(x))": "decides by a clock",
    "import time\nt = time.perf_counter()\nprint('a' if t > 5 else 'b', len(x))": 'decides by a clock',
    "class A:\n    def __init__(self):\n        self.s = {'a', 'b'}\n\nprint(list(A().s), len(x))": 'shows the order of a set',
    "d = {'k': {'a', 'b'}}\nprint(list(d['k']), len(x))": 'shows the order of a set',
    "def f(s):\n    return list(s)\n\nprint(f({'a', 'b'}), len(x))": 'shows the order',
    "optimizer = torch.optim.SGD([x], lr=0.1)\nupdate = optimizer.step\nupdate()": "hands optimizer.step on",
    "print(str(x.sum().backward))": "hands x.sum().backward on",
    "todo = [x.sum().backward]\ntodo[0]()": "hands x.sum().backward on",
    "def f():\n    return x.sum().backward\n\nf()()": "hands x.sum().backward on",
    "seeded = torch.manual_seed\nseeded(1)": "seeded(1) sets a seed that the attack on seeds does not turn",
    "from torch import manual_seed as sow\nsow(1)": "sow(1) sets a seed that the attack on seeds does not turn",
    "import numpy as np\nrng = np.random.Generator(np.random.PCG64(0))\nprint(rng.random())": "does not turn (use manual_seed, seed, default_rng, RandomState)",
    "print(torch.randn(3, device='cpu').sum().item())": "draws on the device, and a card draws other numbers (draw, then move: .to(device))",
}  # fmt: skip


@pytest.mark.parametrize("body", REFUSED)
def test_what_hides_looks_at_the_test_or_hangs_on_chance_is_refused(body):
    assert REFUSED[body] in said(faults(body))


MAY = [
    "for lr in (0.1, 0.25):\n    y = x - lr * x\n    print(f'rate {lr}: {y[0].item():.2f}')",
    "rows = ('a', 0.1), ('b', 0.25)\nfor name, lr in rows:\n    print(name, lr, (x * lr).sum().item())",
    "def count(a, b):\n    return a * 10 + b * 16\n\nprint(count(5, 4), count(x[0], 2))",
    "for rate, count in ((0.25, 2), (0.75, 3)):\n    print(count, (rate * x).sum().item())",
    "for rows, columns in ((2, 3), (4, 5)):\n    print(f'{rows}{columns}', x.repeat(rows, columns).sum().item())",
    "def fall(rate, steps=20):\n    return (x * rate**steps).sum().item()\n\nfor rate in (0.1, 0.25):\n    print(rate, fall(rate))",
    "ways = {'width': 16}, {'width': 32}\n\ndef run(width):\n    return x.repeat(width).sum().item()\n\nfor how in ways:\n"
    "    name = ' '.join(f'{key} {value}' for key, value in how.items())\n    print(name, run(**how))",
    "p = 0.25\nprint(f'{p} of them:', (x > p).sum().item())",
    "total = 0.0\nfor value in x:\n    total += value.item()\nprint(f'{total:.2f}')",
    "best = 99.0\nfor value in x:\n    if value < best:\n        best = value\nprint(f'{best:.2f}')",
    "w = torch.tensor(0.5)\nfor _ in range(20):\n    w = w - 0.125 * w\nprint(f'{w:.3f}', len(x))",
    "print((torch.tensor([250], dtype=torch.uint8) + 10).item(), len(x))",
    "class Scale(nn.Module):\n    def __init__(self, by):\n        super().__init__()\n        self.by = by\n\n    def forward(self, x):\n"
    "        return self.by * x\n\nnet = Scale(0.25)\nprint(net.by, net(x).sum().item())",
    f"{PLT}plt.plot([0.1, 2.5], [-0.2, 1])\nplt.plot(x, 0.25 * x)\nplt.bar(['a', 'b', 'c'], x)",
    f"{PLT}fig, ax = plt.subplots()\nax.set_ylim(0.25, 0.75)\nplt.show()",
    "import time\nstart = time.perf_counter()\nx.sum()\nslow = time.perf_counter() - start\nstart = time.perf_counter()\nx.sum()\n"
    "fast = time.perf_counter() - start\nprint('more than 3 times as long:', slow > 3 * fast)",
    "import time\nseconds = {}\nfor f in (torch.relu, torch.tanh):\n    start = time.perf_counter()\n    f(x)\n"
    "    seconds[f.__name__] = time.perf_counter() - start\nratio = seconds['tanh'] / seconds['relu']\nprint('slower:', ratio > 3)",
    "print(type(x).__name__, type(x) is torch.Tensor)\nkinds = {type(value) for value in x}",
    "solved = False\nif x.sum() > 1:\n    solved = True\nprint('solved:', solved, len(x))",
    "print((x != x).sum().item(), x.equal(x.clone()), type(x) is torch.Tensor)",
    "import tempfile\nfrom pathlib import Path\nwith tempfile.TemporaryDirectory() as folder:\n    path = Path(folder) / 'net.pt'\n    torch.save(x, path)\n"
    "    y = torch.load(path)\nprint(torch.equal(x, y))",
    "known = ['__getitem__']\nprint('__len__' in known, len(x))",
    "print('a', len(x), sep=': ', end='.\\n')",
    "lr, w = 0.1, 5.0\nfor step in range(3):\n    slope = 2 * w\n    w -= lr * slope\n    print(step, round(w, 3), len(x))",
    "w, v, b = 0.5, 3.0, 1.25\nprint(w * v + b, len(x))",
    "k, size = 3, 28\nfor layer in range(3):\n    size = size - k + 1\n    print(layer, size, len(x))",
    "p = [0.7, 0.2, 0.1]\nprint(sum(q * q for q in p), len(x))",
    "import math\np = 0.25\nprint(-math.log(p), math.exp(-2.5), len(x))",
    "h = 1e-4\nprint(((2 + h) ** 3 - 2**3) / h, len(x))",
    "def square(v):\n    return v * v\n\nprint(square(3.5), len(x))",
]


@pytest.mark.parametrize("body", MAY)
def test_settings_and_what_is_computed_with_them_may_be_shown(body):
    assert said(faults(body)) == ""
