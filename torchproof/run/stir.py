"""A run in which every result of torch is another: what is printed as before was computed by nothing."""

import torch
from torch.utils._python_dispatch import TorchDispatchMode

from torchproof.run.noise import EXACT
from torchproof.run.rehearsal import tensors

SHARE = 0.2
"""By which part of itself a value changes at most."""
MOVES = {"float16", "bfloat16", "float32", "float64", "complex64", "complex128"}


class Stir(TorchDispatchMode):
    """Every operation that computes, in forward, backward and optimizer, returns something else: each value changes by up to a fifth of itself."""

    def __init__(self) -> None:
        super().__init__()
        self.draws = torch.Generator().manual_seed(1)

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Whether torch wraps what follows against compilation; nothing is compiled here."""
        return False

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        made = func(*args, **(kwargs or {}))
        given = [result.alias_info for result in func._schema.returns]
        views = any(alias is not None and not alias.is_write for alias in given)
        if views or func._schema.name.partition("::")[2].removesuffix("_") in EXACT:
            return made
        for result in tensors(made):
            if (
                result.dtype.is_floating_point
                and result.numel()
                and not result.is_meta
                and not torch._C._functorch.is_functorch_wrapped_tensor(result)
            ):
                result.mul_(1 - SHARE * torch.rand(result.shape, generator=self.draws, dtype=result.dtype))
        return made
