"""A GPU run without a GPU: values are computed on the CPU, and every tensor carries the device where it would live.

`Tensor.to("cuda")` and `device="cuda"` mark what they make; every operation, in backward and in the optimizer too, must
find its tensors on one device, as CUDA demands. As there, a CPU tensor without dimensions goes with everything, an index
may stay on the CPU, and `copy_` crosses devices.
"""

import torch
from torch.nn.parameter import is_lazy
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

CROSSING = {"copy_", "_to_copy", "lift_fresh", "detach", "alias", "set_"}
HOST = {"numpy", "__array__"}
KEPT = 256
NESTED = (list, tuple, dict)
CUDA, CPU = torch.device("cuda"), torch.device("cpu")


def tensors(found: object) -> list[torch.Tensor]:
    """The tensors in what an operation takes or gives: alone, or in lists, tuples and dictionaries."""
    if isinstance(found, torch.Tensor):
        return [found]
    if not isinstance(found, NESTED):
        return []
    held = []
    for part in found.values() if isinstance(found, dict) else found:
        if isinstance(part, torch.Tensor):
            held.append(part)
        elif isinstance(part, NESTED):
            held += tensors(part)
    return held


def storage(tensor: torch.Tensor) -> torch.UntypedStorage | None:
    """Where a tensor's numbers lie, below the wrappers of `torch.func`; None for a lazy parameter, which has none yet."""
    while torch._C._functorch.is_functorch_wrapped_tensor(tensor):
        tensor = torch._C._functorch.get_unwrapped(tensor)
    return None if is_lazy(tensor) else tensor.untyped_storage()


def address(tensor: torch.Tensor) -> int | None:
    """The address of a tensor's storage, which its views share."""
    found = storage(tensor)
    return found._cdata if found is not None else None


def is_meta(args: tuple, kwargs: dict, given: list[torch.Tensor]) -> bool:
    """Whether a call is about tensors without numbers, which live on a device of their own in a rehearsal too; `given` are its tensors."""
    places = [value for value in (*args, kwargs.get("device")) if isinstance(value, (str, torch.device))]
    return "meta" in map(str, places) or any(tensor.is_meta for tensor in given)


class Marks:
    """The storages that would live on the accelerator, held so that no other takes their address; views share them."""

    def __init__(self) -> None:
        self.cuda: dict[int, torch.UntypedStorage] = {}
        self.swept = 0
        self.used = False
        self.ambient = False  # inside a call whose tensors live there, what is made from nothing lives there too

    def on(self, tensor: torch.Tensor) -> bool:
        """Whether a tensor would live on the accelerator."""
        return address(tensor) in self.cuda

    def put(self, made: object, cuda: bool) -> None:
        """Mark every tensor in a result."""
        for tensor in tensors(made):
            found = storage(tensor)
            if cuda and found is not None:
                self.cuda[found._cdata] = found
            else:
                self.cuda.pop(address(tensor), None)
        if len(self.cuda) > self.swept + KEPT:
            self.cuda = {key: held for key, held in self.cuda.items() if torch._C._storage_Use_Count(key) > 1}
            self.swept = len(self.cuda)


class Operations(TorchDispatchMode):
    """Refuses an operation whose tensors would live on two devices, and marks what it makes."""

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self.marks = marks

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        name = func._schema.name.partition("::")[2]
        given = tensors((args, kwargs))
        places = [address(tensor) for tensor in given]
        cuda = [place in self.marks.cuda for place in places]
        if name not in CROSSING and any(cuda):
            self.marks.used = True
            indexing = name.startswith("index") and cuda[0] and not name.startswith("index_select")
            for tensor, there in zip(given, cuda, strict=True):
                if not there and tensor.dim() > 0 and not (indexing and tensor.dtype in (torch.bool, torch.int64)):
                    raise RuntimeError(
                        f"Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu! ({name}: a tensor "
                        f"of shape {tuple(tensor.shape)} is on the CPU)"
                    )
        out = func(*args, **(kwargs or {}))
        fresh = [tensor for tensor in tensors(out) if address(tensor) not in places]
        self.marks.put(fresh, any(cuda) or (not given and self.marks.ambient))
        return out


class Calls(TorchFunctionMode):
    """Gives `to`, `cuda`, `cpu`, `device=` and `.device` their meaning, and keeps NumPy away from the accelerator."""

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self.marks = marks

    def move(self, tensor: torch.Tensor, cuda: bool) -> torch.Tensor:
        """A copy of a tensor on the other side, the tensor itself where it lives there already."""
        if self.marks.on(tensor) == cuda:
            return tensor
        copy = tensor.clone()
        self.marks.put(copy, cuda)
        return copy

    def __torch_function__(self, func, types, args=(), kwargs=None):
        kwargs = dict(kwargs or {})
        name = getattr(func, "__name__", "")
        given = tensors((args, kwargs))
        if is_meta(args, kwargs, given):
            return func(*args, **kwargs)
        if func == torch.Tensor.device.__get__:
            return CUDA if self.marks.on(args[0]) else CPU
        if func == torch.Tensor.is_cuda.__get__:
            return self.marks.on(args[0])
        if func in (torch.Tensor.cuda, torch.Tensor.cpu):
            return self.move(args[0], func is torch.Tensor.cuda)
        if name in HOST and self.marks.on(args[0]):
            raise TypeError("can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first.")
        if func is torch.Tensor.to:
            tensor, *rest = args
            other = rest[0] if rest else kwargs.get("other")
            wanted = kwargs.pop("device", None)
            if isinstance(other, torch.Tensor):
                wanted = CUDA if self.marks.on(other) else CPU
            elif rest and isinstance(rest[0], str | torch.device):
                wanted, *rest = (
                    value for value in rest if value is not None and not isinstance(value, bool)
                )  # Module.to passes (device, None, False)
            made = func(tensor, *rest, **kwargs) if rest or kwargs else tensor
            return made if wanted is None else self.move(made, torch.device(wanted).type == "cuda")
        device = kwargs.pop("device", None)
        if device is None:
            there = [self.marks.on(tensor) for tensor in given]
            self.marks.ambient = bool(there) and all(there)
            try:
                made = func(*args, **kwargs)
            finally:
                self.marks.ambient = False
            if func is torch.Tensor.__deepcopy__:
                self.marks.put(made, there[0])
            return made
        cuda = torch.device(device).type == "cuda"
        generator = kwargs.get("generator")
        if cuda and generator is not None:
            raise RuntimeError("Expected a 'cuda' device type for generator but found 'cpu'")
        made = func(*args, **kwargs)
        self.marks.put(made, cuda)
        return made


def rehearse() -> Marks:
    """Let this process believe in an accelerator from now on; the marks say afterwards whether it was used."""
    marks, load = Marks(), torch.load

    def placed(*args, map_location=None, **kwargs):
        found = load(*args, map_location="cpu", **kwargs)
        if torch.device(map_location or "cpu").type == "cuda":
            for tensor in tensors(found):
                marks.put(tensor, True)
        return found

    torch.load = placed
    torch.cuda.is_available = lambda: True
    torch.backends.cudnn.is_acceptable = lambda _: False  # would ask the card when a recurrent layer moves
    torch.optim.Optimizer._accelerator_graph_capture_health_check = lambda _: None  # would ask the driver at every step
    Operations(marks).__enter__()
    Calls(marks).__enter__()
    return marks
