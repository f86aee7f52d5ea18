"""A run in which torch computes something else: what is printed as before, digit for digit, torch did not compute."""

import functools
import sys
from collections.abc import Callable

import numpy
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from torchproof.run.rehearsal import tensors
from torchproof.run.rounding import rounds

SHARE = 0.2
"""By which part of itself a value is less, at most."""


class Stir(TorchDispatchMode):
    """Every operation that computes, in forward, backward and optimizer, and every tensor that is made of numbers, returns less: each value by its own part of itself.

    Args:
        seed: another seed takes other parts.
    """

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.parts = torch.Generator().manual_seed(seed)

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Whether torch wraps what follows against compilation; nothing is compiled here."""
        return False

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        made = func(*args, **(kwargs or {}))
        for result in tensors(made) if rounds(func)[0] or func._schema.name == "aten::lift_fresh" else []:
            wrapped = torch._C._functorch.is_functorch_wrapped_tensor(result)
            if result.dtype.is_floating_point and result.numel() and not result.is_meta and not wrapped:
                result.mul_(1 - SHARE * torch.rand(result.shape, generator=self.parts, dtype=result.dtype))
        return made


def stir_data(seed: int) -> None:
    """Let scikit-learn load other data: each value is less, and one in ten labels is another's."""
    datasets = sys.modules.get("sklearn.datasets")
    for name in [name for name in dir(datasets) if name.startswith("load_")]:
        setattr(datasets, name, loading(getattr(datasets, name), numpy.random.default_rng(seed)))


def loading(load: Callable, chance: numpy.random.Generator) -> Callable:
    """A function that loads, with other data."""

    def changed(value: object) -> object:
        if not isinstance(value, numpy.ndarray) or value.dtype.kind not in "fiu":
            return value
        if value.ndim == 1:  # labels
            places = chance.permutation(len(value))[: len(value) // 10]
            value = value.copy()
            value[places] = value[chance.permutation(places)]
            return value
        return (value * (1 - SHARE * chance.random(value.shape))).astype(value.dtype)

    @functools.wraps(load)
    def loaded(*args: object, **kwargs: object) -> object:
        made = load(*args, **kwargs)
        if isinstance(made, tuple):
            return tuple(map(changed, made))
        if isinstance(made, dict):
            made.update({name: changed(value) for name, value in made.items()})
            return made
        return changed(made)

    return loaded
