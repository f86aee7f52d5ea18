"""Last-bit noise: another processor's rounding, whatever processor that is.

Libraries add in another order, fuse a product with a sum, or take another formula for `exp`; what they return differs in the last
place. `Noise` moves each result of an operation that rounds by -1, 0 or +1 in its last place (what numerical analysis calls Monte
Carlo arithmetic). What is exact on every machine stays exact. What works on each value alone is moved as the value says, so equal results stay
equal; sums, products of matrices and whatever else takes several values together are moved as value and place say, for libraries treat the
last rows and columns of a tile in another way: two equal units of a layer may return different last places.

What moves them is compiled when this is imported. From then on operations that need no move do not pass through Python, which takes
longer than most of them.
"""

from collections.abc import Callable

import numba
import numpy
import torch
from numba.core import cgutils, types
from numba.extending import intrinsic
from torch.utils._python_dispatch import TorchDispatchMode

from torchproof.run.rehearsal import tensors
from torchproof.run.rounding import passes, rounds

DIGITS = {
    torch.float32: (numpy.float32, numpy.uint32, 23, 0x9E3779B1),
    torch.float64: (numpy.float64, numpy.uint64, 52, 0x9E3779B97F4A7C15),
}
"""numpy's type, that of its bits as a whole number, how many of them are digits, and an odd factor that mixes them (2 to their number, over the golden ratio)."""


@intrinsic
def at(_, address):
    """The memory at an address, for a function that is compiled."""
    return types.voidptr(address), lambda _context, builder, _signature, given: builder.inttoptr(given[0], cgutils.voidptr_t)


def compiled(real: type, word: type, digits: int) -> Callable[..., None]:
    """The function behind `Steps.move` for values of one type, which takes addresses of memory, 0 for an operand that is not."""
    width = word().itemsize * 8
    last, before, zero = word(width - 1), word(width - digits), word(0)
    whole = numba.from_dtype(numpy.dtype(word))

    @numba.njit(numba.void(types.uintp, types.intp, whole, whole, types.uintp, types.uintp, types.uintp))
    def move(address, size, factor, more, first, second, third):
        values, bits = numba.carray(at(address), size, real), numba.carray(at(address), size, word)
        one, two, three = numba.carray(at(first), size, word), numba.carray(at(second), size, word), numba.carray(at(third), size, word)
        for place in range(size):
            value = bits[place]
            step = word(value * factor) >> last
            factor = word(factor + more)
            moves = numpy.rint(values[place]) != values[place]
            if first:
                moves &= word((value ^ one[place]) << before) != zero  # all but the digits falls out
            if second:
                moves &= word((value ^ two[place]) << before) != zero
            if third:
                moves &= word((value ^ three[place]) << before) != zero
            bits[place] = value ^ (step if moves else zero)

    return move


COMPILED = {dtype: compiled(*of[:3]) for dtype, of in DIGITS.items()}


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
        _, self.word, digits, factor = DIGITS[dtype]
        width = self.word().itemsize * 8
        few = width - digits // 2 - 1
        self.factor = (factor * (2 * seed + 1) << few) % 2**width  # times the low half of the digits alone: 0 stays 0
        self.more = 2 * self.factor % 2**width  # so that each place has an odd multiple
        self.low = self.word((1 << width - few) - 1)
        self.compiled = COMPILED[dtype]

    def move(self, values: torch.Tensor, given: list[torch.Tensor], together: bool) -> None:
        """Move values in place.

        Args:
            values: what an operation returned, contiguous.
            given: the operands whose digits they may have, contiguous and of the same shape, three at most.
            together: whether their place counts.
        """
        operands = [operand.data_ptr() for operand in given] + [0] * (3 - len(given))
        self.compiled(values.data_ptr(), values.numel(), self.factor, self.more if together else 0, *operands)

    def approach(self, values: numpy.ndarray, truth: Callable[[torch.Tensor], torch.Tensor]) -> None:
        """Move values that look exact and are not by one place towards the true ones, in place: those more than a sixteenth of a place away.

        Args:
            values: what a function returned, in one dimension.
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


def let_pass() -> list[torch.library.Library]:
    """Let no mode see the operations that need no move, not even a program's own; for as long as what this returns is kept."""
    rooms = {name: torch.library.Library(name, "IMPL") for name in ("aten", "profiler")}
    for name in torch._C._dispatch_get_all_op_names():
        room, _, operation = name.partition("::")
        if room in rooms:
            packet, _, overload = operation.partition(".")
            if passes(getattr(getattr(getattr(torch.ops, room), packet), overload or "default")):
                for key in ("Python", "PythonTLSSnapshot"):
                    rooms[room].impl(operation, torch.library.fallthrough_kernel, key)
    return [*rooms.values()]


PASSING = let_pass()


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
        if not rounded or passes(func):  # some of these come here too, where a program has a mode of its own
            return made
        for result in tensors(made):
            steps = self.steps.get(result.dtype)
            if not steps or not result.numel() or result.is_meta or torch._C._functorch.is_functorch_wrapped_tensor(result):
                continue
            shape, given = result.shape, []
            if same:
                operands = [x for x in tensors(args) if x.dtype is result.dtype and can_spread(x.shape, shape)]
                given = [(x if x.shape == shape else x.expand(shape)).contiguous() for x in operands]
            values = result.contiguous()
            steps.move(values, given, together)
            if curve and result.dtype is torch.float32:
                steps.approach(
                    values.view(-1).numpy(), lambda few: func(args[0][few.view(args[0].shape)].double(), *args[1:], **(kwargs or {}))
                )
            if values is not result:
                result.copy_(values)
        return made
