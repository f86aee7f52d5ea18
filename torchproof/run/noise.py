"""Last-bit noise: another processor's rounding, whatever processor that is.

Libraries add in another order, fuse a product with a sum, or take another formula for `exp`; what they return differs in the last
place. `Noise` moves each result of an operation that rounds by -1, 0 or +1 in its last place (what numerical analysis calls Monte
Carlo arithmetic). The step depends on the value alone, so equal results stay equal; and what is exact on every machine stays exact.
"""

import functools

import numpy
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from torchproof.run.rehearsal import tensors

EXACT = {
    *("abs", "neg", "sign", "sgn", "relu", "threshold", "hardtanh", "clamp", "clip", "clamp_min", "clamp_max", "floor", "ceil", "round", "trunc"),
    *("maximum", "minimum", "fmax", "fmin", "max", "min", "amax", "amin", "aminmax", "cummax", "cummin", "sort", "topk", "kthvalue", "median"),
    *("nanmedian", "mode", "where", "masked_fill", "masked_select", "masked_scatter", "gather", "scatter", "index", "index_select", "index_fill"),
    *("index_put", "_index_put_impl", "index_copy", "take", "embedding", "cat", "stack", "repeat", "repeat_interleave", "flip", "roll", "tril"),
    *("triu", "constant_pad_nd", "reflection_pad1d", "reflection_pad2d", "replication_pad2d", "unfold_backward", "im2col", "clone", "copy"),
    *("_to_copy", "_unsafe_view", "_reshape_copy", "contiguous", "zero", "fill", "full", "full_like", "zeros", "zeros_like", "ones", "ones_like"),
    *("new_zeros", "new_ones", "new_full", "eye", "empty", "empty_like", "new_empty", "empty_strided", "new_empty_strided", "scalar_tensor"),
    *("arange", "lift_fresh", "lift_fresh_copy", "set", "resize", "max_pool1d", "max_pool2d_with_indices", "max_pool3d_with_indices"),
    *("threshold_backward", "hardtanh_backward", "select_backward", "slice_backward", "diagonal_backward", "diag_embed", "random", "uniform"),
    *("rand", "rand_like", "bernoulli", "native_dropout", "multinomial", "ldexp", "frexp", "nextafter", "copysign", "heaviside", "logical_not"),
    *("complex", "polar", "real", "imag", "hardshrink", "pixel_shuffle", "block_diag", "unbind_copy", "split_copy", "view_copy", "t_copy"),
    *("transpose_copy", "permute_copy", "expand_copy", "slice_copy", "select_copy", "prelu_kernel", "upsample_nearest2d", "channel_shuffle"),
}  # fmt: skip
"""Operations that move, choose or fill, and those that draw bits: they round nothing. In-place forms (`relu_`) are the same."""

SAME = {"add", "sub", "rsub", "mul", "div", "addmm", "addmv", "baddbmm", "sum", "mean", "linear"}
"""Operations that may return the digits of an operand unrounded: x + 0, 2 · x, x / 4, 0 · w + b."""

CURVES = {"tanh", "sigmoid", "exp", "exp2", "expm1", "log", "log1p", "log2", "erf", "erfc", "softplus", "elu", "gelu", "silu", "mish"}
"""Functions that come near whole numbers without reaching them: where float32 rounds tanh(x) to 1 is up to the library."""

WORDS = {
    torch.float32: (numpy.int32, 23, numpy.int32(-1640531527)),
    torch.float64: (numpy.int64, 52, numpy.int64(-7046029254386353131)),
}
"""A number's bits as a whole number, how many of them are its digits, and a factor that mixes them (2 to their number, over the golden ratio)."""


@functools.cache
def rounds(func: torch._ops.OpOverload) -> tuple[bool, bool, bool]:
    """Whether an operation returns numbers of its own that it rounds, not a view of what it was given; whether those may be an operand's;
    and whether it is one of `CURVES`."""
    given = [result.alias_info for result in func._schema.returns]
    name = func._schema.name.partition("::")[2]
    views = any(alias is not None and not alias.is_write for alias in given)
    return not views and name.removesuffix("_") not in EXACT, name in SAME, name in CURVES


def move(result: torch.Tensor, seed: int, operands: list[torch.Tensor], true: torch.Tensor | None = None) -> None:
    """Move each value of a result by -1, 0 or +1 in its last place, as a function of its bits and of `seed`, in place.

    Left alone is what is exact on every machine: a value with few significant bits (at most half of what its type holds), a whole
    number, a value with the digits of the operand that it came from, what is not finite, and a tensor without numbers (on `meta`).

    Args:
        result: what the operation returned.
        seed: another seed is another machine.
        operands: whose digits a result may have.
        true: the result in float64; a whole number that is more than a sixteenth of a place away from it is not exact, and moves towards it.
    """
    if result.dtype not in WORDS or not result.numel() or result.is_meta or torch._C._functorch.is_functorch_wrapped_tensor(result):
        return
    word, digits, factor = WORDS[result.dtype]
    values = result.numpy(force=True) if result.dim() else result.view(1).numpy(force=True)  # numpy warns where a lone number overflows
    bits = values.view(word)
    step = bits + word(seed * 40503)
    step *= factor
    step >>= bits.itemsize * 8 - 2  # its two highest bits: -2, -1, 0 or 1
    step += 1
    step >>= 1
    odd = (bits & ((2 << digits // 2) - 1)) != 0  # not zero nor infinity either
    odd &= numpy.rint(values) != values
    for operand in operands:
        if operand.dtype == result.dtype and can_spread(operand.shape, result.shape):
            odd &= ((bits ^ operand.numpy(force=True).view(word)) & ((1 << digits) - 1)) != 0
    if true is None:
        step *= odd
    else:
        exact = true.numpy(force=True).reshape(values.shape)
        with numpy.errstate(invalid="ignore"):
            near = numpy.abs(exact - values) * 16 > numpy.spacing(numpy.abs(values))
        step = numpy.where(odd, step, near * numpy.where(numpy.abs(exact) < numpy.abs(values), -1, 1)).astype(word)
    bits += step


def can_spread(small: torch.Size, large: torch.Size) -> bool:
    """Whether a tensor of one shape broadcasts to the other."""
    return len(small) <= len(large) and all(a in (1, b) for a, b in zip(reversed(small), reversed(large), strict=False))


class Noise(TorchDispatchMode):
    """Every operation that rounds, in forward, backward and optimizer, returns what another machine might.

    Args:
        seed: another seed is another machine.
    """

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.seed = seed

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Whether torch wraps what follows against compilation, which takes as long as a small operation; nothing is compiled here."""
        return False

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        made = func(*args, **(kwargs or {}))
        rounded, same, curve = rounds(func)
        if rounded:
            operands = tensors(args) if same else []
            true = func(args[0].double(), *args[1:], **(kwargs or {})) if curve and args[0].dtype is torch.float32 else None
            for result in tensors(made):
                move(result, self.seed, operands, true)
        return made
