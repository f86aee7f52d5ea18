"""Which of torch's operations round what they return, and how."""

import functools

import torch

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
    *("transpose_copy", "permute_copy", "expand_copy", "slice_copy", "select_copy", "upsample_nearest2d", "channel_shuffle"),
    *("t", "transpose", "swapaxes", "swapdims", "squeeze", "unsqueeze", "as_strided", "detach"),  # in place these are no views
    *("eq", "ne", "lt", "le", "gt", "ge", "_local_scalar_dense", "_record_function_enter_new", "_record_function_exit"),
}  # fmt: skip
"""Operations that move, choose, fill, compare or note, and those that draw bits: they round nothing. In-place forms (`relu_`) are the same."""

LOST = {"add_", "sub_", "mul_", "div_"}
"""Of these an operand is gone whose digits they may have returned unrounded (x += 0). IEEE 754 says what they return, on every machine; but whether
`x.add_(y, alpha=a)` rounds once or twice hangs on the processor, and only on one that does otherwise can be seen."""

OTHERS = {"native_dropout", "multinomial"}
"""Operations that round nothing themselves, and call others that do."""

SAME = {"add", "sub", "rsub", "mul", "div", "addmm", "addmv", "baddbmm", "sum", "mean", "linear"}
"""Operations that may return the digits of an operand unrounded: x + 0, 2 · x, x / 4, 0 · w + b."""

CURVES = {"tanh", "sigmoid", "exp", "exp2", "expm1", "log", "log1p", "log2", "erf", "erfc", "softplus", "elu", "gelu", "silu", "mish"}
"""Functions that come near whole numbers without reaching them: where float32 rounds tanh(x) to 1 is up to the library."""


@functools.cache
def rounds(func: torch._ops.OpOverload) -> tuple[bool, bool, bool, bool]:
    """Whether an operation returns numbers of its own that it rounds, not a view of what it was given; whether those may be an operand's;
    whether it is one of `CURVES`; and whether it takes several values together."""
    given = [result.alias_info for result in func._schema.returns]
    name = func._schema.name.partition("::")[2]
    views = any(alias is not None and not alias.is_write for alias in given)
    alone = torch.Tag.pointwise in func.tags or name.startswith(("_foreach", "_fused"))
    return not views and name.removesuffix("_") not in EXACT, name in SAME, name in CURVES, not alone


@functools.cache
def passes(func: torch._ops.OpOverload) -> bool:
    """Whether whoever changes what operations round need not see this one: it returns the same on every machine, and so does all that it calls."""
    name = func._schema.name.partition("::")[2]
    return name in LOST or (not rounds(func)[0] and name.removesuffix("_") not in OTHERS)
