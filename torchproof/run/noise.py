"""Last-bit noise: another processor's rounding, whatever processor that is.

Libraries add in another order, fuse a product with a sum, or take another formula for `exp`; what they return differs in the last
place. `Noise` moves each result of an operation that rounds by -1, 0 or +1 in its last place (what numerical analysis calls Monte
Carlo arithmetic). What is exact on every machine stays exact. What works on each value alone is moved as the value says, so equal results stay
equal; sums, products of matrices and whatever else takes several values together are moved as value and place say, for libraries treat the
last rows and columns of a tile in another way: two equal units of a layer may return different last places.
"""

import functools
import math
from collections.abc import Callable

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

DIGITS = {torch.float32: (numpy.uint32, 23, 0x9E3779B1), torch.float64: (numpy.uint64, 52, 0x9E3779B97F4A7C15)}
"""The type of a number's bits as a whole number, how many of them are its digits, and an odd factor that mixes them (2 to their number, over the golden ratio)."""

BLOCK, FEW = 32768, 1024
"""How many values are moved at a time, so that what is computed of them stays in the processor's cache; and up to how many each step costs as much as for one."""

KEPT = 2**20
"""The factors of so many places are kept, for a program takes the same shapes again and again."""


@functools.cache
def rounds(func: torch._ops.OpOverload) -> tuple[bool, bool, bool, bool]:
    """Whether an operation returns numbers of its own that it rounds, not a view of what it was given; whether those may be an operand's;
    whether it is one of `CURVES`; and whether it takes several values together."""
    given = [result.alias_info for result in func._schema.returns]
    name = func._schema.name.partition("::")[2]
    views = any(alias is not None and not alias.is_write for alias in given)
    alone = torch.Tag.pointwise in func.tags or name.startswith(("_foreach", "_fused"))
    return not views and name.removesuffix("_") not in EXACT, name in SAME, name in CURVES, not alone


class Steps:
    """Moves values of one type in their last place.

    Half of them move, by -1 or +1, as the digits of each say, and where asked its place. Left alone is what is exact on every machine: a value with few significant
    bits (at most half of what its type holds), a whole number, a value with the digits of the operand that it came from, and what is
    not finite.

    Args:
        dtype: the type of the values.
        seed: another seed is another machine.
    """

    def __init__(self, dtype: torch.dtype, seed: int) -> None:
        self.word, digits, factor = DIGITS[dtype]
        width = self.word().itemsize * 8
        few = width - digits // 2 - 1
        self.factor = self.word(factor * (2 * seed + 1) << few & (1 << width) - 1)  # times the low half of the digits alone: 0 stays 0
        self.long = 2.0 ** (digits - digits // 2)
        self.highest, self.before, self.low = self.word(width - 1), self.word(width - digits), self.word((1 << width - few) - 1)
        self.kept = functools.lru_cache(64)(self.factors)

    def factors(self, shape: tuple[int, ...]) -> numpy.ndarray:
        """An odd factor for each place of an array of this shape."""
        return numpy.arange(1, 2 * math.prod(shape), 2, dtype=self.word).reshape(shape) * self.factor

    def places(self, shape: tuple[int, ...]) -> numpy.ndarray:
        """The same, kept where it is not large."""
        return self.kept(shape) if math.prod(shape) <= KEPT else self.factors(shape)

    def move(self, values: numpy.ndarray, given: list[numpy.ndarray], factor: numpy.ndarray | None = None) -> None:
        """Move values in place.

        Args:
            values: what an operation returned.
            given: the operands whose digits they may have, which spread to their shape.
            factor: one for each value, where its place counts.
        """
        size = values.size
        if size > BLOCK and (rows := max(1, BLOCK * len(values) // size)) < len(values):
            given = [numpy.broadcast_to(operand, values.shape) for operand in given]
            for first in range(0, len(values), rows):
                block = slice(first, first + rows)
                self.move(values[block], [operand[block] for operand in given], None if factor is None else factor[block])
            return
        bits = values.view(self.word)
        step = bits * (self.factor if factor is None else factor)
        step >>= self.highest
        if size <= FEW or not (values.max() < self.long and values.min() > -self.long):  # there may be whole numbers of many digits, or nan
            step *= numpy.rint(values) != values
        for operand in given:
            differ = bits ^ operand.view(self.word)
            differ <<= self.before
            numpy.minimum(step, differ, out=step)
        bits ^= step

    def approach(self, values: numpy.ndarray, truth: Callable[[torch.Tensor], torch.Tensor]) -> None:
        """Move values that look exact and are not by one place towards the true ones, in place: those more than a sixteenth of a place away.

        Args:
            values: what a function returned.
            truth: gives its results in float64, where a mask says so.
        """
        few = (values.view(self.word) & self.low == 0) | (numpy.rint(values) == values)
        if few.any():
            found, true = values[few], truth(torch.from_numpy(few)).numpy()
            with numpy.errstate(invalid="ignore"):
                far = numpy.abs(true - found) * 16 > numpy.spacing(numpy.abs(found))
            values[few] = numpy.where(
                far, numpy.nextafter(found, numpy.where(true > found, numpy.inf, -numpy.inf), dtype=found.dtype), found
            )


def can_spread(small: torch.Size, large: torch.Size) -> bool:
    """Whether a tensor of one shape broadcasts to the other."""
    return small == large or (len(small) <= len(large) and all(a in (1, b) for a, b in zip(reversed(small), reversed(large), strict=False)))


class Noise(TorchDispatchMode):
    """Every operation that rounds, in forward, backward and optimizer, returns what another machine might.

    Args:
        seed: another seed is another machine.
    """

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.steps = {dtype: Steps(dtype, seed) for dtype in DIGITS}

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Whether torch wraps what follows against compilation, which takes as long as a small operation; nothing is compiled here."""
        return False

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        made = func(*args, **(kwargs or {}))
        rounded, same, curve, together = rounds(func)
        in_place = bool(args) and made is args[0]
        if not rounded or (same and in_place):  # in place, x + 0 has lost the x that it is
            return made
        for result in tensors(made):
            steps = self.steps.get(result.dtype)
            if not steps or not result.numel() or result.is_meta or torch._C._functorch.is_functorch_wrapped_tensor(result):
                continue
            values = (
                result.numpy(force=True) if result.dim() else result.view(1).numpy(force=True)
            )  # numpy warns where a lone number overflows
            given = (
                [x.numpy(force=True) for x in tensors(args) if x.dtype is result.dtype and can_spread(x.shape, result.shape)]
                if same
                else []
            )
            steps.move(values, given, steps.places(values.shape) if together else None)
            if curve and not in_place and result.dtype is torch.float32:
                steps.approach(values, lambda few: func(args[0][few.view(args[0].shape)].double(), *args[1:], **(kwargs or {})))
        return made
