"""Random numbers come after a seed: what a program draws, and whether a seed was set before, in the order in which it runs."""

import ast
import re
from collections.abc import Iterator

from torchproof.book.dotted import Names, called
from torchproof.book.fault import Fault
from torchproof.book.nodes import Fields, children, walk
from torchproof.book.snippet import Snippet

MEND = {"torch": "torch.manual_seed(0)", "numpy": "np.random.default_rng(0), and draw from what it returns", "random": "random.seed(0)"}
DRAWS = {  # generator → the full names of what draws from it
    "torch": re.compile(
        r"torch\.(rand\w*|bernoulli|multinomial|normal|poisson|\w*dropout_?|rrelu_?)"
        r"|torch\.nn\.functional\.(\w*dropout\w*|gumbel_softmax|rrelu_?|fractional_max_pool\w+)"
        r"|torch\.nn\.init\.(kaiming|xavier|normal|uniform|trunc_normal|orthogonal|sparse)\w*"
        r"|torch\.utils\.data\.random_split"
    ),
    "numpy": re.compile(
        r"numpy\.random\.(?!seed$|default_rng$|RandomState$|Generator$|SeedSequence$|PCG64$)[\w.]+"
        r"|sklearn\.model_selection\.(train_test_split|\w*ShuffleSplit|RandomizedSearchCV)"
        r"|sklearn\.datasets\.make_\w+"
        r"|sklearn\.utils\.(shuffle|resample)"
        r"|sklearn\..*\.(MLP\w+|RandomForest\w+|ExtraTrees\w*|\w*GradientBoosting\w+|SGD\w+|Perceptron|\w*KMeans|TSNE|MDS|Spectral\w+|\w*GaussianMixture|IsolationForest|Bagging\w+|AdaBoost\w+|FastICA|NMF|MiniBatch\w+|Dummy\w+|DecisionTree\w+|permutation_importance)"
    ),
    "random": re.compile(r"random\.(?!seed$|Random$)[a-z]\w*"),
}
LAYERS = re.compile(
    r"torch\.nn\.(Linear|Bilinear|Conv\w+|Lazy(Linear|Conv)\w*|(RNN|LSTM|GRU|Embedding|Transformer)\w*|MultiheadAttention|\w*Dropout\w*|RReLU)"
)
LATER = re.compile(  # draws when it is used, not when it is made
    r"torch\.utils\.data\.\w*RandomSampler"
    r"|torchvision\.transforms\.(v2\.)?(Random\w+|ColorJitter|GaussianNoise|ElasticTransform|(Auto|Rand|Trivial)Aug\w+|AugMix|CutMix|MixUp)"
)
SEEDS = {
    "torch": re.compile(r"torch\.(random\.)?manual_seed"),
    "numpy": re.compile(r"numpy\.random\.seed"),
    "random": re.compile(r"random\.seed"),
}
TURNED = ("manual_seed", "seed", "default_rng", "RandomState")
"""The names by which a seed is set, where the attack on seeds turns it."""
OWN_SEED = re.compile(
    r"numpy\.random\.(default_rng|RandomState|SeedSequence|PCG64\w*|MT19937|Philox|SFC64)|random\.Random"
)  # makes a generator of its own
RUNNING = Fields("value", "iter", "generators")
"""What runs first first: a value before the name that it is bound to, a loop's rows before its body."""
METHODS = {
    *("normal_", "uniform_", "bernoulli_", "random_", "exponential_", "cauchy_", "log_normal_", "geometric_"),
    *("bernoulli", "multinomial", "rsample", "sample"),
}


def faults(snippet: Snippet) -> Iterator[Fault]:
    """What draws random numbers before a seed is set, the first of each generator: its default seed is in no reader's sight, or there is none."""
    for node in snippet.names.of(ast.Call):
        full, where = snippet.names.full(node.func), f"{snippet.path}:{node.lineno}"
        if full and any(pattern.fullmatch(full) for pattern in (*SEEDS.values(), OWN_SEED)):
            if any(map(holds_call, node.args)):
                yield Fault(where, f"{ast.unparse(node)} sets a seed that no reader knows", "write the number out")
            elif node.args and called(node) not in TURNED:
                yield Fault(where, f"{ast.unparse(node)} sets a seed that the attack on seeds does not turn", f"use {', '.join(TURNED)}")
        elif full and DRAWS["torch"].fullmatch(full) and any(keyword.arg == "device" for keyword in node.keywords):
            yield Fault(where, f"{ast.unparse(node)} draws on the device, and a card draws other numbers", "draw, then move: .to(device)")
    for generator, call in Walk(snippet.names).found.items():
        what = f"{ast.unparse(call.func)} draws random numbers, and no seed was set before"
        yield Fault(f"{snippet.path}:{call.lineno}", what, f"set one in sight: {MEND[generator]}; in scikit-learn, random_state=0")


def holds_call(node: ast.expr) -> bool:
    """Whether an expression calls anything."""
    return any(isinstance(part, ast.Call) for part in walk(node))


class Walk:
    """Goes through a program in the order in which it runs, into the functions that it calls.

    Attributes:
        found: generator → the first call that draws from it unseeded.
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.bodies = {node.name: node.body for node in names.of(ast.FunctionDef, ast.ClassDef)}
        self.bodies |= {
            target.id: [node.value.body]
            for node in names.of(ast.Assign)
            if isinstance(node.value, ast.Lambda)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        self.found: dict[str, ast.Call] = {}
        self.seeded: set[str] = set()
        self.entered: set[tuple] = set()
        self.sown = {id(node.value) for node in names.of(ast.Attribute) if node.attr == "manual_seed"}
        self.later: list[ast.AST] = []  # other lambdas: nobody knows when they are called
        self.users: list[ast.Call] = []  # loaders and the like: they draw when they are used
        for node in names.tree.body:
            self.visit(node)
        for node in self.later:
            self.visit(node)
        for node in self.users:
            self.draw("torch", node)

    def visit(self, node: ast.AST, inside: bool = False) -> None:
        """Go through a node, what runs first first; a function only where it is named, `inside` a class at once."""
        if isinstance(node, ast.Lambda):
            self.later.append(node.body)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            for part in node.body if inside else []:
                self.visit(part)
        else:
            for part in children(node, RUNNING):
                self.visit(part)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self.enter(node.id)
            elif isinstance(node, ast.Call):
                self.call(node)

    def enter(self, name: str) -> None:
        """Go through the body of a function or a class of this program, once for each state of the seeds."""
        state = (name, *sorted(self.seeded))
        if name in self.bodies and state not in self.entered:
            self.entered.add(state)
            for part in self.bodies[name]:
                self.visit(part, inside=True)

    def call(self, node: ast.Call) -> None:
        """Note what one call seeds or draws."""
        full, own = self.names.full(node.func) or "", [*node.args, *(keyword.value for keyword in node.keywords)]
        given = {keyword.arg: not self.is_off(keyword.value) for keyword in node.keywords}
        for generator, pattern in SEEDS.items():
            if pattern.fullmatch(full) and own and not self.is_off(own[0]):
                self.seeded.add(generator)
            elif pattern.fullmatch(full) or (
                DRAWS[generator].fullmatch(full) and not (full.endswith("train_test_split") and given.get("shuffle") is False)
            ):
                self.draw(generator, node)
        if OWN_SEED.fullmatch(full) and (not own or self.is_off(own[0])):
            self.found.setdefault("random" if full.startswith("random") else "numpy", node)
        elif (full == "torch.Generator" and id(node) not in self.sown) or (not full and getattr(node.func, "attr", "") == "seed"):
            self.found.setdefault("torch", node)
        elif (LAYERS.fullmatch(full) and self.names.trains) or (
            not full and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS
        ):
            self.draw("torch", node)
        elif full.endswith("Fold") and given.get("shuffle"):
            self.draw("numpy", node)
        elif LATER.fullmatch(full) or (full.endswith(".DataLoader") and given.get("shuffle")):
            self.users.append(node)

    def draw(self, generator: str, node: ast.Call) -> None:
        """Note one call that draws, unless a seed was set before or it is handed one."""
        handed = any(keyword.arg in ("generator", "random_state") and not self.is_off(keyword.value) for keyword in node.keywords)
        if generator not in self.seeded and not handed:
            self.found.setdefault(generator, node)

    def is_off(self, value: ast.expr | None) -> bool:
        """Whether an argument is None or False, or a name for it; of a row that is handed on nobody knows."""
        if isinstance(value, ast.Name):
            return any(isinstance(bound, ast.Constant) and self.is_off(bound) for bound in self.names.bound.get(value.id, []))
        return isinstance(value, ast.Starred) or (isinstance(value, ast.Constant) and (value.value is None or value.value is False))
