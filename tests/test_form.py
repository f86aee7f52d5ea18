"""A snippet is a teaching program: what cheats, hides or wanders is refused before it runs, by what stands in it."""

from pathlib import Path

import pytest
from planted import GOOD

from torchproof.book import allowed, form
from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet

HEAD = "import torch\nfrom torch import nn\n\ntorch.manual_seed(0)\nx = torch.randn(3)\n"
TAIL = 'assert x.sum() > -9, "the sum of three draws is not far below 0"\n'
SEED = "torch.manual_seed(0)\n"
TRAINS = "net = nn.Linear(3, 1)\noptimizer = torch.optim.SGD(net.parameters(), lr=0.1)\nnet(x).sum().backward()\noptimizer.step()"


def faults(body: str, head: str = HEAD, tail: str = TAIL, docstring: str = "Three numbers are drawn.") -> list[Fault]:
    """The faults of a snippet with this body, which draws `x` before it and claims something of `x` after it."""
    source = f'"""{docstring}"""\n# --8<-- [start:all]\n{head}{body}\n# --8<-- [end:all]\n{tail}'
    return form.faults(Snippet(Path("snippets/demo/planted.py"), source))


def said(found: list[Fault]) -> str:
    """What the faults say, in one text."""
    return "\n".join(f"{fault.where} {fault.what} ({fault.mend})" for fault in found)


CONTAINS = {  # what stands in the program: what is said
    # which modules
    "import sys": "imports 'sys'",
    "import os, math": "imports 'os'",
    "import locale": "imports 'locale'",
    "import atexit\natexit.register(print, 'accuracy 0.99')": "imports 'atexit'",
    "import threading": "imports 'threading'",
    "import ctypes": "imports 'ctypes'",
    "import datetime": "imports 'datetime'",
    "import importlib": "imports 'importlib'",
    "import inspect": "imports 'inspect'",
    "import gc": "imports 'gc'",
    "import multiprocessing.shared_memory": "imports 'multiprocessing.shared_memory'",
    "from concurrent.futures import ThreadPoolExecutor": "imports 'concurrent.futures.ThreadPoolExecutor'",
    "from unittest.mock import patch": "imports 'unittest.mock.patch'",
    "from torchproof.run import server": "imports 'torchproof.run.server'",
    "import pandas": "imports 'pandas'",
    "from . import other": "imports '..other'",
    "from torch import *": "name what is used",
    "import torch._dynamo": "imports 'torch._dynamo'",
    "import torch.hub": "imports 'torch.hub'",
    "import matplotlib.font_manager": "of the parts of matplotlib, use",
    "import matplotlib\nmatplotlib.cbook.get_sample_data('a')": "of the parts of matplotlib, use",
    "from torch.utils import cpp_extension": "imports 'torch.utils.cpp_extension'",
    "from torch import multiprocessing": "imports 'torch.multiprocessing'",
    "def later():\n    import os": "imports 'os'",
    # what of a module
    "import time\ntime.sleep(1)": "uses time.sleep",
    "from time import time": "of time, use perf_counter only",
    "from contextlib import suppress": "of contextlib, use nullcontext only",
    "import io\nfile = io.open('a')": "uses .open",
    "import pickle\npickle.loads(b'')": "uses pickle.loads",
    "import random\nrandom.SystemRandom()": "random.SystemRandom",
    "torch.sys.modules": "sys reaches out of the program",
    "torch.os.environ['CI']": "os reaches out of the program",
    "torch.warnings.simplefilter('always')": "warnings reaches out of the program",
    "from torch import os": "os reaches out of the program",
    "t = torch\nt.os.environ": "os reaches out of the program",
    "torch._C": "uses ._C",
    "step = torch.compile(torch.relu)": "torch.compile builds machine code",
    "from torch import compile as faster": "torch.compile builds machine code",
    "torch.accelerator.synchronize()": "does not ask on which machine it runs",
    "print(torch.accelerator.is_available())": "does not ask on which machine it runs",
    "from torch.utils._python_dispatch import is_traceable_wrapper_subclass": "use torch.utils.data",
    "compiled = nn.Linear(3, 3).compile": "uses .compile",
    "torch.get_num_threads()": "does not ask on which machine it runs",
    "torch.backends.mkl.is_available()": "does not ask on which machine it runs",
    "torch.__version__ > '2'": "uses .__version__",
    "torch.initial_seed()": "set a seed in sight",
    "torch.empty(3)": "its numbers are whatever the memory held",
    "torch.seed()": "set a seed in sight",
    "torch.from_file('a', shared=True, size=3)": "uses torch.from_file",
    "x.share_memory_()": "uses .share_memory_",
    "import numpy as np\nnp.save('a', x)": "uses numpy.save",
    "import numpy as np\nnp.fromfile('../result.json')": "uses numpy.fromfile",
    "x.numpy().tofile('a')": "uses .tofile",
    "from pathlib import Path\nPath('planted.out').read_text()": "uses .read_text",
    "from pathlib import Path\nPath('../stdout').exists()": "uses .exists",
    "from pathlib import Path\nPath('a').open()": "uses .open",
    "from sklearn.datasets import fetch_openml": "imports 'sklearn.datasets.fetch_openml'",
    "from torchvision.datasets import MNIST\nMNIST('../data')": "reads MNIST from another folder",
    "from torchvision.datasets import CIFAR10": "imports 'torchvision.datasets.CIFAR10'",
    "import matplotlib.pyplot as plt\nplt.savefig('a.svg')": "uses matplotlib.pyplot.savefig",
    "from matplotlib.pyplot import imread": "imports 'matplotlib.pyplot.imread'",
    "import matplotlib.pyplot as plt\nplt.rcParams['lines.linewidth'] = 9": "uses matplotlib.pyplot.rcParams",
    "from torch.utils.data import DataLoader\nDataLoader(x, num_workers=2)": "sets num_workers (leave it out",
    "from timeit import timeit\ntimeit('import os')": "runs a program from a string",
    # names
    "eval('1 + 1')": "uses eval",
    "exec('import os')": "uses exec",
    "compile('1', 'a', 'eval')": "uses compile",
    "__import__('os')": "uses the name __import__",
    "run = exec": "uses exec",
    "open('planted.out')": "uses open",
    "globals()['x']": "uses globals",
    "vars(torch)": "uses vars",
    "hash('a')": "uses hash",
    "id(x)": "uses id",
    "input()": "uses input",
    "setattr(torch, 'relu', torch.sigmoid)": "uses setattr",
    "__file__.upper()": "uses the name __file__",
    "__name__ == '__main__'": "uses the name __name__",
    "__builtins__": "uses the name __builtins__",
    "class Last:\n    def __del__(self):\n        print('accuracy 0.99')": "uses the name __del__",
    "().__class__.__base__.__subclasses__()": "uses .__subclasses__",
    "torch.relu.__globals__": "uses .__globals__",
    "nn.Linear.forward.__code__": "uses .__code__",
    "try:\n    x / 0\nexcept RuntimeError as error:\n    error.__traceback__.tb_frame.f_back": "uses .tb_frame",
    "(i for i in x).gi_frame.f_globals": "uses .f_globals",
    "try:\n    x / 0\nexcept AssertionError:\n    x = 1": "uses AssertionError",
    "try:\n    x / 0\nexcept UserWarning:\n    x = 1": "uses UserWarning",
    "try:\n    x / 0\nexcept Exception:\n    x = 1": "catches or raises any Exception",
    "try:\n    x / 0\nexcept:\n    x = 1": "catches whatever comes",
    "getattr(torch, 'o' + 's')": "puts together the name of an attribute",
    "getattr(torch, 'os')": "may reach 'os' by getattr",
    "for name in ('os', 'sys'):\n    getattr(torch, name)": "may reach 'sys' by getattr",
    "hasattr(torch, 'vmap')": "asks what torch has",
    "hasattr(x, '__class__')": "may reach '__class__' by",
    "getattr(x, '__class__')": "may reach '__class__' by getattr",
    # what hides what runs
    "match 0.97:\n    case acc:\n        print(acc)": "a snippet is made of plain statements",
    "def f():\n    global acc\n    acc = 0.97": "a snippet is made of plain statements",
    "async def f():\n    return 1": "a snippet is made of plain statements",
    "@print\ndef f():\n    return 1": "decorates f by print",
    "def best(f):\n    return max\n\n@best\ndef acc():\n    return x.sum()": "decorates acc by best",
    "class M(nn.Module, metaclass=nn.Module):\n    pass": "makes the class M in another way",
    "type('A', (), {})": "hands type on",
    "class M(type):\n    pass": "hands type on",
    "show = print\nshow('accuracy 0.97')": "hands print on",
    "list(map(print, ['accuracy 0.97']))": "hands print on",
    "from functools import partial\npartial(print, 0.97)()": "hands print on",
    "(lambda show: show(0.97))(print)": "hands print on",
    "x.register_hook(print)": "hands print on",
    "class A:\n    def __repr__(self):\n        return 'accuracy 0.97'": "uses the name __repr__",
    "class A:\n    def __format__(self, spec):\n        return '0.97'": "uses the name __format__",
    "class A:\n    def __class_getitem__(cls, key):\n        return '0.97'": "uses the name __class_getitem__",
    "class A(torch.Tensor):\n    def __gt__(self, other):\n        return True": "uses the name __gt__",
    "class A:\n    def __getattr__(self, name):\n        return 0.97": "uses the name __getattr__",
    "class A(torch.Tensor):\n    def __torch_function__(self, *given):\n        return 0.97": "uses the name __torch_function__",
    "bytes.fromhex('39372025')": "uses bytes",
    "chr(57)": "uses chr",
    "bytes_ = b'97'": "holds bytes",
    "copyright": "uses copyright",
    "undefined": "uses undefined",
    "classmethod": "uses classmethod",
    "torch.load('data/weights.pt')": "a file that this program did not make",
    "from pathlib import Path\ntorch.load(Path('data') / 'a.pt')": "a file that this program did not make",
    "torch.save(x, 'a.pt')": "a file that this program did not make",
    "import matplotlib.pyplot as plt\nplt.figure().savefig('a.png')": "savefig with a file that this program did not make",
    "from torch.utils.tensorboard import SummaryWriter\nSummaryWriter()": "SummaryWriter with a file that this program did not make",
    "from torch.utils.tensorboard import SummaryWriter\nSummaryWriter('runs')": "SummaryWriter with a file that this program did not make",
    "import tensorboard.program": "of the parts of tensorboard, use",
    "import json\njson.load(x)": "of json, use dumps, loads only",
    "torch.set_num_threads(1)": "does not ask on which machine it runs",
    "torch.set_printoptions(precision=1)": "it changes how a library computes or shows",
    "torch.use_deterministic_algorithms(True)": "it changes how a library computes or shows",
    "torch.set_flush_denormal(True)": "it changes how a library computes or shows",
    "import numpy as np\nnp.seterr(all='ignore')": "it changes how a library computes or shows",
    "from numpy import errstate": "it changes how a library computes or shows",
    "g = torch.default_generator": "set a seed in sight",
    # libraries are left as they are
    "torch.relu = torch.sigmoid": "changes torch.relu",
    "nn.Linear.forward = lambda self, x: x": "changes nn.Linear.forward",
    "L = nn.Linear\nL.forward = print": "changes L.forward",
    "for kind in (nn.Linear, nn.Conv2d):\n    kind.forward = print": "sets .forward",
    "type(nn.ReLU()).forward = print": "sets .forward",
    "del torch.relu": "changes torch.relu",
    "nn.modules.linear.math = None": "changes nn.modules.linear.math",
    "print = len": "gives print another meaning",
    "def sum(values):\n    return 0.97": "gives sum another meaning",
    "class torch:\n    relu = abs": "gives torch another meaning",
    "for nn in (1, 2):\n    x = x + nn": "gives nn another meaning",
    "torch.backends.cudnn.deterministic = True": "changes torch.backends.cudnn.deterministic",
    # warnings
    "import warnings\nwarnings.simplefilter('ignore')": "hides warnings",
    "import warnings\nwarnings.simplefilter('ig' + 'nore')": "hides warnings",
    "import warnings as w\nw.simplefilter(action='ignore')": "hides warnings",
    "import warnings\nwarnings.filterwarnings('ignore')": "uses warnings.filterwarnings",
    "import warnings\nwith warnings.catch_warnings(record=True):\n    x = 1": "hides warnings",
    # other programs on other machines
    "if torch.cuda.is_available():\n    x = x + 1": "only as: device =",
    "device = 'cpu'": "sets device in another way",
    "device = 'cuda' if torch.cuda.is_available() else 'cpu'\nif device == 'cuda':\n    x = x + 1": "asks what device is",
    "device = 'cuda' if torch.cuda.is_available() else 'cpu'\nprint(device)": "asks what device is",
    "torch.cuda.get_device_name()": "only as: device =",
    "torch.device('cpu')": "asks what device is",
    "try:\n    x = x.cuda()\nexcept RuntimeError:\n    x = x + 1": "uses .cuda",
    "try:\n    x = x.to('cuda')\nexcept RuntimeError:\n    x = x + 1": "names the device 'cuda'",
    "print(len(x), x.device.type)": "asks what device is",
    "x.is_cuda": "uses .is_cuda",
    "print(x.device)": "asks what device is",
    # what is printed
    "print('accuracy 0.97')": "prints what nothing computed",
    "print('all digits are right')": "prints what nothing computed",
    "print(f'accuracy {0.97:.2f}')": "prints what nothing computed",
    "acc = 0.97\nprint(f'accuracy {acc}')": "prints what nothing computed",
    "acc = [0.9, 0.97]\nprint('accuracy', acc[1])": "prints what nothing computed",
    "print('accuracy', 0.9 + 0.07)": "prints what nothing computed",
    "print(torch.tensor(0.97).item())": "prints what nothing computed",
    "print('{} of {}'.format(97, 100))": "prints what nothing computed",
    "if True:\n    print('it learns')": "prints what nothing computed",
    "print(f'accuracy 0.97, {len(x)} seeds')": "prints 0.97, which is typed",
    "print(f'accuracy 97 %, {len(x)} seeds')": "prints 97 %, which is typed",
    "print('accuracy', 0.97, len(x))": "prints 0.97, which is typed",
    "print('accuracy', '0.' + '97', len(x))": "prints '0.' + '97', which is typed",
    "print('accuracy', str(97) + '%', len(x))": "prints str(97) + '%', which is typed",
    "print('accuracy', 97 / 100, len(x))": "prints 97 / 100, which is typed",
    "print('accuracy', -0.97, len(x))": "prints -0.97, which is typed",
    "print('accuracy', round(0.9712, 2), len(x))": "prints round(0.9712, 2), which is typed",
    "print('accuracy', (0.97,)[0], len(x))": "prints (0.97,)[0], which is typed",
    "print('accuracy {:.2f}'.format(0.97), len(x))": "prints 'accuracy {:.2f}'.format(0.97), which is typed",
    "print(len(x), 'runs', sep=' of 97 ')": "prints 97, which is typed",
    "print(f'{len(x)} runs: 97 are right')": "prints 97, which is typed",
    "print(f'{len(x)} runs: 97 percent right')": "prints 97 percent, which is typed",
    "print(f'{len(x)} runs: .97 right')": "prints .97, which is typed",
    "print(f'{len(x)} runs: 9.7e-1 right')": "prints 9.7e-1, which is typed",
    "print(f'{len(x)} runs: ½ right')": "prints ½, which is typed",
    "print(f'{len(x)} of 9,700 runs')": "prints 9,700, which is typed",
    "def acc():\n    return 0.97\n\nprint(acc())": "prints what nothing computed",
    "acc = lambda: 0.97\nprint(acc())": "prints what nothing computed",
    "def say(text):\n    print(text)\n\nsay('accuracy 0.97')": "prints what nothing computed",
    "def say(a, b='0.97'):\n    print(a, b)\n\nsay(a='accuracy')": "prints what nothing computed",
    "for acc in (0.97, 0.98):\n    print('accuracy', acc)": "prints what nothing computed",
    "print(*map(str, (0.97, 0.98)))": "prints what nothing computed",
    "print(*(acc for acc in (0.97, 0.98)))": "prints what nothing computed",
    "import numpy as np\nprint(np.float64(0.97))": "prints what nothing computed",
    "print('accuracy', 0.97 + 0 * x[0])": "prints what nothing computed",
    "print('accuracy', (0.97 + x[0] - x[0]).item())": "prints what nothing computed",
    "print('accuracy', 0.97 * x[0] ** 0, len(x))": "prints 0.97 * x[0] ** 0, which is typed",
    "print(f'{0.97 * (x[0] / x[0]):.2f}', len(x))": "which is typed",
    "acc = 0.97 + 0 * x[0]\nprint('accuracy', acc.item(), len(x))": "prints acc.item(), which is typed",
    "print((torch.zeros_like(x) + 0.97)[0].item())": "prints what nothing computed",
    "print(x.new_tensor(0.97).item())": "prints what nothing computed",
    "out = []\nout.append(0.97)\nprint(out[0])": "prints what nothing computed",
    "out = []\nout += [0.97]\nprint(out[0])": "prints what nothing computed",
    "out = {}\nout['accuracy'] = 0.97\nprint(out['accuracy'], len(x))": "prints out['accuracy'], which is typed",
    "out = dict(accuracy=0.97)\nprint(out['accuracy'])": "prints what nothing computed",
    "out = []\nfor acc in (0.97, 0.98):\n    out.append(acc)\nprint(f'{out[1]:.2f} of {len(x)}')": "prints out[1], which is typed",
    "class A:\n    x = 0.97\n\nprint(A.x)": "prints what nothing computed",
    "class A:\n    x = 0.97\n\nprint('accuracy', A().x, len(x))": "prints A().x, which is typed",
    "class A:\n    def __init__(self):\n        self.x = 0.97\n\na = A()\nprint('accuracy', a.x)": "prints what nothing computed",
    "class A:\n    def acc(self):\n        return 0.97\n\nprint(A().acc())": "prints what nothing computed",
    "nn.acc = 0.97\nprint(nn.acc)": "changes nn.acc",
    "acc = 0.97\nprint('accuracy', acc, len(x))": "prints acc, which is typed",
    "for acc in (0.97, 0.98):\n    print('accuracy', acc, len(x))": "prints acc, which is typed",
    "acc = float('0.97')\nprint('accuracy', acc)": "prints what nothing computed",
    "text = 'accuracy 0.97'": "prints 0.97, which is typed",
    "import matplotlib.pyplot as plt\nplt.title('accuracy 0.97')": "prints 0.97, which is typed",
    "import matplotlib.pyplot as plt\nplt.plot(x, label='97 %')": "prints 97 %, which is typed",
    # the order of a set
    "for word in {'a', 'b'}:\n    print(word, x[0])": "shows the order of a set",
    "words = set('abc')\nprint(words)": "shows the order of a set",
    "words = set('abc')\nprint(f'{words}')": "shows the order of a set",
    "print(', '.join({str(v) for v in x}))": "shows the order of a set",
    "first = list(set('abc') | {'d'})[0]": "shows the order of a set",
    "first, *others = set('abc')": "shows the order of a set",
    "print(*set('abc'))": "shows the order of a set",
    "sizes = [len(word) for word in frozenset('abc')]": "shows the order of a set",
    "words = {'a', 'b'}\nprint('%s' % words)": "shows the order of a set",
    "words = dict.fromkeys({'a', 'b'})": "shows the order of a set",
    "def words():\n    return x\n\ndef show(found):\n    print(found)\n\nshow({'a', 'b'})": "shows the order of a set",
    "print(min({'a', 'b'}, key=len), x[0])": "shows the order of a set",
    "print(set.union({'a'}, {'b'}), x[0])": "shows the order of a set",
}


@pytest.mark.parametrize("body", CONTAINS)
def test_what_no_snippet_may_contain_is_found(body):
    assert CONTAINS[body] in said(faults(body))


@pytest.mark.parametrize("name", allowed.ATTRIBUTES)
def test_an_attribute_that_reaches_out_is_found_on_whatever_it_is(name):
    assert f"uses .{name} ({allowed.ATTRIBUTES[name]})" in said(faults(f"x.{name}"))


MAY = [
    "import math, copy, itertools, collections, random, functools\nprint(math.pi * len(x))",
    "import torch.nn.functional as F\nfrom torch.optim import lr_scheduler\nprint(F.relu(x).sum().item())",
    "from torch.utils.data import DataLoader\nprint(len(DataLoader(x, num_workers=0)))",
    "import numpy as np\nrng = np.random.default_rng(0)\nprint(rng.random(), np.array([1]).sum())",
    "import io\nfile = io.BytesIO()\ntorch.save(x, file)\nprint(len(file.getvalue()))",
    "device = 'cuda' if torch.cuda.is_available() else 'cpu'\nprint(x.to(device).sum().item(), torch.zeros(1, device=device).item())",
    "import warnings\nwith warnings.catch_warnings(record=True) as caught:\n    warnings.simplefilter('always')\nprint(len(caught))",
    "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.scale = nn.Parameter(x)\n\nnet = Net()\nnet.scale = None",
    "class Square(torch.autograd.Function):\n    def forward(ctx, a):\n        ctx.a = a\n        return a * a\n\nSquare.made = 1",
    "net = nn.Sequential(nn.ReLU())\nprint(sum(hasattr(m, 'weight') for m in net) + len(x))",
    "print(torch.ones(3).to(x.device).sum().item())\nprint(torch.ones(3, device=x.device).sum().item())",
    "x.grad = None\nx.requires_grad = True\nx[0] += 1",
    "import numpy as np\nprint(np.maximum.accumulate(x.numpy())[0] == x[0])",
    "print(type(x).__name__, torch.relu.__name__)",
    "for name in ('relu', 'tanh'):\n    print(getattr(torch, name)(x).sum().item())",
    "try:\n    x @ torch.ones(2)\nexcept RuntimeError as error:\n    print('shapes differ')",
    "if x.sum() > 0:\n    print('above 0')",
    "print('rate  loss')\nfor lr in (0.1, 0.2):\n    print(lr, (lr * x).sum().item())",
    "print(f'with p = 0.5: {(x > 0).float().mean().item() > 0.5}')",
    "print('at least 90 %:', (x.sum() > 0.9).item())",
    "print(sorted(set('abc')), len({1, 2}), 3 in {1, 2}, x[0] > 0)",
    "print(all(v > -9 for v in {1, 2}), {v + 1 for v in {1, 2}} == {2, 3}, x[0] > 0)",
    "acc = []\nacc.append(x.sum().item())\nprint(acc[0] > 0)",
    "above = []\nfor value in x:\n    if value > 0:\n        above.append(1)\nprint(sum(above), above)",
    "counts = [0, 0]\nfor value in x:\n    counts[0] += 1\nprint(counts[0])",
    "class Scaled:\n    rate = 0.97\n\n    def __init__(self, a):\n        self.a = a * self.rate\n\nprint(Scaled(x).a[0].item(), Scaled.rate)",
    "x.grad = None\nx.requires_grad = True\nx.sum().backward()\nprint(x.grad[0].item())",
    "lr = 0.25\ny = x - lr * x\nprint('rate', lr, y[0].item())",
    "def show(name, value):\n    print(name, value)\n\nshow('sum', x.sum().item())\nshow('least', x.min().item())",
    "def half(a):\n    return a / 2\n\nprint(half(2), 1000 * len(x), '1000 times', f'{len(x):,} of 3')",
    "import matplotlib.pyplot as plt\nplt.annotate('p = 0.5', (0, 0), bbox={'boxstyle': 'circle,pad=0.7'})\nprint((x > 0.5).sum())",
    "for name in ('least', 'most'):\n    print(name)\n    for value in x:\n        print(value.item())",
    "import io\nfile = io.BytesIO()\ntorch.save(x, file)\ntorch.load(file)",
    "import io\nimport matplotlib.pyplot as plt\nplt.figure().savefig(io.BytesIO(), format='png')",
    "import tempfile\nfrom torch.utils.tensorboard import SummaryWriter\nwith tempfile.TemporaryDirectory() as folder:\n    SummaryWriter(folder).close()",
    "import json\nprint(json.dumps({'sum': x.sum().item()}))",
    "state = torch.get_rng_state()\ntorch.set_rng_state(state)",
    "from pathlib import Path\nfrom tempfile import TemporaryDirectory\nwith TemporaryDirectory() as folder:\n    path = Path(folder) / 'a.pt'\n    torch.save(x, path)",
    "class Square:\n    def __init__(self, a):\n        self.a = a\n\n    @staticmethod\n    def make(a):\n        return a\n\n    def __mul__(self, b):\n        return self.a * b",
    "print(len(x), 'and 400 more')\nlow, high = 100, 500",
    "place = torch.accelerator.current_accelerator(check_available=True) or 'cpu'\nprint(x.to(place).sum().item())",
    "from torch.utils._python_dispatch import TorchDispatchMode\n\nclass Count(TorchDispatchMode):\n    def __torch_dispatch__(self, func, types, "
    "args=(), kwargs=None):\n        return func(*args, **(kwargs or {}))\n\nwith Count():\n    print(x.sum().item())",
]


@pytest.mark.parametrize("body", MAY)
def test_what_teaches_may_stand_there(body):
    assert said(faults(body)) == ""


UNSEEDED = {  # a program without a seed, or with one too late: what draws
    "x = torch.randn(3)": "torch.randn",
    "x = torch.randn(3)\n" + SEED: "torch.randn",
    "def draw():\n    return torch.rand(3)\n\n\nx = draw()\n" + SEED: "torch.rand",
    "draw = lambda: torch.rand(3)\nx = draw()\n" + SEED: "torch.rand",
    "x = torch.ones(3)\n" + TRAINS: "nn.Linear",
    "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = nn.Linear(3, 1)\n\n\nx = torch.ones(3)\nnet = Net()\n"
    + SEED
    + TRAINS: "nn.Linear",
    "from torch.utils.data import DataLoader\nx = torch.cat([*DataLoader(torch.ones(3), shuffle=True)])": "DataLoader",
    "x = nn.functional.dropout(torch.ones(3))": "nn.functional.dropout",
    "x = torch.zeros(3)\nnn.init.normal_(x)": "nn.init.normal_",
    "x = torch.zeros(3).uniform_()": "torch.zeros(3).uniform_",
    "x = torch.full((3,), 0.5).bernoulli()": "torch.full((3,), 0.5).bernoulli",
    "x = torch.ones(3).multinomial(1)": "torch.ones(3).multinomial",
    "import numpy as np\n" + SEED + "x = np.random.randn(3)": "np.random.randn",
    "import numpy as np\nx = np.random.default_rng().random(3)": "np.random.default_rng",
    "import numpy as np\nx = np.random.RandomState(None).rand(3)": "np.random.RandomState",
    "import random\nx = torch.tensor([random.random()])": "random.random",
    "import random\nrandom.seed()\nx = torch.tensor([random.random()])": "random.seed",
    "from sklearn.datasets import make_moons\n" + SEED + "x, y = make_moons(9)": "make_moons",
    "from sklearn.model_selection import train_test_split as split\nx, y = split(torch.ones(3))": "split",
    "from sklearn.model_selection import KFold\nx = torch.ones(3)\nKFold(3, shuffle=True).split(x)": "KFold",
    "import numpy as np\nx = np.random.default_rng(*[]).random(3)": "np.random.default_rng",
    "import numpy as np\nseed = None\nx = np.random.default_rng(seed).random(3)": "np.random.default_rng",
    "import numpy as np\nx = np.random.mtrand.rand(3)": "np.random.mtrand.rand",
    "import numpy as np\nnp.random.seed(None)\nx = np.random.rand(3)": "np.random.seed",
    "g = torch.Generator()\nx = torch.rand(3, generator=g)": "torch.Generator",
    "g = torch.Generator().manual_seed(0)\ng.seed()\nx = torch.rand(3, generator=g)": "g.seed",
    "torch.manual_seed(None)\nx = torch.rand(3)": "torch.manual_seed",
    "x = torch.ones(3)\nif x.sum() < 0:\n    torch.manual_seed(0)\nelse:\n    x = torch.randn(3)\n": "",
}


@pytest.mark.parametrize("body", UNSEEDED)
def test_a_draw_before_any_seed_is_found(body):
    found = said(faults(body, head="import torch\nfrom torch import nn\n\n"))
    assert f"{UNSEEDED[body]} draws random numbers, and no seed was set before" in found if UNSEEDED[body] else found == ""


SEEDED = [
    SEED + "x = torch.randn(3)\n" + TRAINS,
    "def draw(seed):\n    torch.manual_seed(seed)\n    return torch.rand(3)\n\n\nx = draw(0)",
    "make = lambda: torch.rand(3)\n" + SEED + "x = make()",
    "x = torch.rand(3, generator=torch.Generator().manual_seed(0))",
    "from torch.utils.data import DataLoader\nloader = DataLoader(torch.ones(3), shuffle=True)\n" + SEED + "x = torch.cat([*loader])",
    "x = nn.Linear(3, 1)(torch.ones(3)).shape\nx = torch.ones(3)",
    "import numpy as np\nx = np.random.default_rng(0).random(3)",
    "import numpy as np\nnp.random.seed(0)\nx = np.random.randn(3)",
    "from sklearn.datasets import make_moons\nx, y = make_moons(9, random_state=0)",
    "from sklearn.model_selection import KFold\nx = torch.ones(3)\nKFold(3).split(x)",
]


@pytest.mark.parametrize("body", SEEDED)
def test_a_draw_after_a_seed_is_none(body):
    assert said(faults(body, head="import torch\nfrom torch import nn\n\n")) == ""


NET = TRAINS.replace("net(x).sum().backward()", "loss = net(x).square().sum()\nloss.backward()") + "\n"
IN_VAIN = [  # in a program that trains: what records a graph that nothing walks back
    "guess = net(x).argmax()",
    "guess = net(x)\nprint(guess.argmax().item())",
    "logits = net(x)\nlogits = logits + 1\nprint(logits.tolist())",
    "print((net(x).squeeze() > 0).item())",
    "print(nn.functional.mse_loss(net(x), x[:1]).item())",
    "print(torch.allclose(2 * net(x), x))",
    "print(float(net(x)))",
    "print(net.eval()(x).item())",
    "for part in (net, net):\n    print(part(x).item())",
    "def score(net):\n    return net(x).item()\n\n\nprint(score(net))",
    "def score(net):\n    with torch.no_grad():\n        size = len(x)\n    return net(x).item() / size",
]


@pytest.mark.parametrize("body", IN_VAIN)
def test_a_forward_pass_that_is_only_looked_at_and_records_a_graph_is_found(body):
    assert "records a graph, and nothing walks it back (with torch.no_grad()" in said(faults(NET + body))


LOOKED_AT = [  # in a program that trains: a graph that is used, no graph, or no net
    "print(loss.item())",
    "logits = net(x)\nprint(logits.argmax().item())\nlogits.sum().backward()",
    "out = net(x)\nprint(out.requires_grad, out.shape)",
    "print(tuple(net(x).shape))",
    "with torch.no_grad():\n    print(net(x).argmax().item())",
    "with torch.inference_mode():\n    print(net(x).item())",
    "@torch.no_grad()\ndef score(net):\n    return net(x).item()\n\n\nprint(score(net))",
    "net.requires_grad_(False)\nprint(net(x).item())",
    "print(torch.autograd.grad(net(x).sum(), net.weight)[0].argmax().item())",
    "drop = nn.Dropout()\nprint(drop(x).tolist())",
    "losses = [net(x)]\nprint(losses[0].item())",
]


@pytest.mark.parametrize("body", LOOKED_AT)
def test_a_graph_that_may_be_walked_is_none_in_vain(body):
    assert said(faults(NET + body)) == ""


def test_what_does_not_train_may_record_a_graph():
    assert said(faults("net = nn.Linear(3, 1)\nlist(net.parameters())\nprint(net(x).item())")) == ""


def test_a_claim_may_look_without_more_ado():
    assert said(faults(NET, tail='assert net(x).item() < 99, "it is small"\n')) == ""


@pytest.mark.parametrize("layer", ["nn.Dropout(0.5)", "nn.BatchNorm1d(1)", "nn.Dropout2d()"])
def test_a_net_with_two_modes_is_told_when_it_is_judged(layer):
    judged = f"\nnet = nn.Sequential(net, {layer})\nnet.parameters()\nwith torch.no_grad():\n    print(net(x[None]).item())"
    assert "nothing here ends the training (net.eval() before it is judged)" in said(faults(NET + judged))
    assert said(faults(NET + judged.replace("net(x[None])", "net.eval()(x[None])"))) == ""
    assert said(faults(NET + judged.partition("\nwith")[0])) == ""


HIDDEN = {  # below the last region: what is said
    "assert x.sum() > 1 or x.sum() < 9, 'it is large'": "a claim with a way out: one side of `or` is enough",
    "assert x.sum() > 1 and (x.sum() > 2 or x.sum() < 9), 'it is large'": "a claim with a way out",
    "assert not x.sum() > 99, 'it is small'": "the claim 'not x.sum() > 99' is true of nan too",
    "assert not x.sum() > 99, 'it is not large'": "",
    "assert not x.sum() > 99, 'it is small, or nan'": "",
    "x = torch.ones(3)": "gives 'x' another value",
    "x += 1": "gives 'x' another value",
    "for x in (1, 2):\n    y = x": "",
    "for y in (1, 2):\n    x = y": "gives 'x' another value",
    "y, (x, z) = 1, (2, 3)": "gives 'x' another value",
    "x[0] = 9": "changes 'x'",
    "x.data = torch.ones(3)": "changes 'x'",
    "x.fill_(9)": "changes 'x'",
    "acc.append(0.99)": "changes 'acc'",
    "first = acc.pop()": "changes 'acc'",
    "assert acc.pop() < 99, 'the sum of three draws is small'": "",
    "acc[:1] = [0.99]": "changes 'acc'",
    "assert (x := x.relu()).sum() >= 0, 'it is above 0'": "changes 'x'",
    "import math": "hides 'import math'",
    "def later():\n    return x": "hides 'def later():'",
    "y = (\n" + "    1 +\n" * 9 + "    x[0]\n)": "hides 12 lines of set-up",
    "optimizer = torch.optim.SGD([x], lr=0.1)\noptimizer.step()": "trains below its last region",
    "y = x.clone()\ny[0] = 9\nfor _ in range(2):\n    y = y + 1": "",
}


@pytest.mark.parametrize("tail", HIDDEN)
def test_what_hides_below_the_last_region_is_found(tail):
    found = said(faults("acc = [x.sum().item()]", tail=tail + "\n" + TAIL))
    assert HIDDEN[tail] in found if HIDDEN[tail] else found == ""


CLAIMS = {  # the condition: whether it asks about something computed
    "lr == 0.1": False,
    "len([1, 2]) == 2": False,
    "acc > 0.9": False,
    "best > 0.9": False,
    "1 / lr == 10": False,
    "torch.pi > 3": False,
    "torch.tensor(0.97) > 0.9": False,
    "total > 0 or True": False,
    "total > 0 or lr == 0.1": False,
    "total > 0 and total < 99": True,
    "total > 0": True,
    "most > 0": True,
    "torch.relu(torch.tensor(-1.0)) == 0": True,
}


@pytest.mark.parametrize("condition", CLAIMS)
def test_a_claim_about_nothing_computed_is_found(condition):
    tail = f'acc, most = 0.97, max(total, 0)\nbest = acc\nassert {condition}, "it holds"\n'
    found = said(faults("lr = 0.1\ntotal = (lr * x.exp()).sum()", tail=tail))
    assert ("asks about nothing that the program computed" in found) is not CLAIMS[condition], found


def test_a_claim_about_the_values_of_its_own_loop_is_found():
    tail = 'for x in (1, 2):\n    assert x > 0, "both are above 0"\n' + TAIL
    assert "asks about nothing that the program computed" in said(faults("", tail=tail))
    assert said(faults("", tail=tail.replace("x > 0", "x > 0 * len(torch.ones(x))"))) == ""


def test_a_declared_time_has_its_limit():
    assert "declares 500 s, at most 30 are allowed" in said(faults("", docstring="Three numbers are drawn (about 500 s)."))
    assert said(faults("", docstring="Three numbers are drawn (about 30 s).")) == ""


def test_the_good_snippet_has_no_fault():
    assert said(form.faults(Snippet(Path("snippets/demo/good.py"), GOOD))) == ""
