"""Last-bit noise moves what was rounded, by one place, and leaves alone what is exact on every machine."""

import pytest

LONG = [
    float(start + step) for start in (123456, 2**40) for step in range(20)
]  # whole numbers of more digits than half of those that float32 and float64 hold
EXACT = (*LONG, 0.0, -0.0, 1.5, -0.375, 3.0, -7.0, float("inf"), float("-inf"), float("nan"))


@pytest.fixture(scope="module", params=["float32", "float64"])
def torch_and_dtype(request):
    import torch

    return torch, getattr(torch, request.param)


def test_half_of_the_values_move_by_one_place_and_what_is_exact_stays(torch_and_dtype):
    torch, dtype = torch_and_dtype
    from torchproof.run.noise import Steps

    values = torch.randn(2000, generator=torch.manual_seed(0), dtype=dtype)
    values[: len(EXACT)] = torch.tensor(EXACT, dtype=dtype)
    moved = []
    for seed in (1, 2):
        moved.append(values.clone())
        Steps(dtype, seed).move(moved[-1], [], together=False)
        differ = (moved[-1] != values) & ~values.isnan()
        assert not differ[: len(EXACT)].any() and moved[-1][len(EXACT) - 1].isnan()
        assert 900 < differ.sum() < 1100
        up, down = (torch.nextafter(values, torch.full_like(values, end)) for end in (float("inf"), float("-inf")))
        assert ((moved[-1] == up) | (moved[-1] == down))[differ].all()
    assert 800 < (moved[0] != moved[1]).sum() < 1200, "another seed is another machine"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_value_with_the_digits_of_an_operand_stays(torch_and_dtype, count):
    torch, dtype = torch_and_dtype
    from torchproof.run.noise import Steps

    values = torch.randn(3000, generator=torch.manual_seed(0), dtype=dtype)
    given = [values + 1 for _ in range(count)]
    for number, operand in enumerate(given):
        operand[1000 * number : 1000 * (number + 1)] = values[1000 * number : 1000 * (number + 1)] * (-2 if number else 1)
    moved = values.clone()
    Steps(dtype, 1).move(moved, given, together=False)
    share = [(moved != values)[first : first + 1000].double().mean().item() for first in (0, 1000, 2000)]
    assert all(part == 0 if number < count else 0.4 < part < 0.6 for number, part in enumerate(share)), share


def test_a_place_counts_only_where_values_are_taken_together(torch_and_dtype):
    torch, dtype = torch_and_dtype
    from torchproof.run.noise import Steps

    for together, kinds in ((False, 1), (True, 2)):
        values = torch.full((500,), 2.0, dtype=dtype).sqrt()
        Steps(dtype, 3).move(values, [], together)
        assert len(values.unique()) == kinds


def test_how_a_result_lies_in_memory_changes_nothing(torch_and_dtype):
    torch, dtype = torch_and_dtype
    from torchproof.run.noise import Noise

    x = torch.rand(30, 20, generator=torch.manual_seed(0), dtype=dtype)
    with Noise(1):
        straight, turned = (x.t().contiguous() * 0.3).exp(), (x.t() * 0.3).exp()
        spread = x[:, :1].expand(30, 20).add(x[0], alpha=0.1)
    assert not turned.is_contiguous() and torch.equal(straight, turned)
    assert not torch.equal(straight, (x.t() * 0.3).exp())
    assert not torch.equal(spread, x[:, :1] + 0.1 * x[0]) and torch.allclose(spread, x[:, :1] + 0.1 * x[0])


def seen(torch, works) -> list[str]:
    """The operations that return numbers and reach a mode in Python, as some works call them."""
    from torchproof.run.noise import Noise

    found = []

    class Seeing(Noise):
        def __torch_dispatch__(self, func, types, args=(), kwargs=None):
            made = func(*args, **(kwargs or {}))
            if isinstance(made, torch.Tensor) and made.is_floating_point():
                found.append(func._schema.name.removeprefix("aten::"))
            return made

    with Seeing(1):
        for work in works:
            work()
    return found


def test_in_place_what_is_exact_stays(torch_and_dtype):
    """x += 0 and x *= 1 have lost the x that they return; a view in place moves nothing."""
    torch, dtype = torch_and_dtype
    from torchproof.run.noise import Noise

    x = torch.rand(40, 1, 30, generator=torch.manual_seed(0), dtype=dtype)
    with Noise(1):
        same = x.clone().add_(0).mul_(1).sub_(0).div_(1)
        turned = x.clone().squeeze_(1).t_().transpose_(0, 1).unsqueeze_(1)
    assert torch.equal(same, x) and torch.equal(turned, x)


def test_what_rounds_nothing_does_not_pass_through_python(torch_and_dtype):
    """Nor does what it calls in turn, which would be moved there; where that rounds, it is seen itself."""
    torch, dtype = torch_and_dtype
    x = torch.rand(6, 8, generator=torch.manual_seed(0), dtype=dtype)
    image, some = x.view(1, 1, 6, 8), torch.tensor([1, 0, 2])
    passing = [
        *(lambda: x.max(0), lambda: x.kthvalue(2), lambda: x.median(0), lambda: x.nanmedian(1), lambda: x.mode(), lambda: x.sort(0)),
        *(lambda: x.repeat(2, 2), lambda: x[x > 0.5], lambda: x[some].tril().flip(0), lambda: x.topk(3), lambda: x.cummax(0)),
        *(lambda: x.clone().index_put_((some,), x[:3]), lambda: x.gather(0, some.view(1, 3)), lambda: torch.cat([x, x]).relu().clamp(0, 0.5)),
        *(lambda: x.t().reshape(-1).view(2, -1).contiguous(), lambda: torch.rand_like(x).bernoulli_(0.5), lambda: torch.bernoulli(x)),
        *(lambda: x.to(torch.float16).float(), lambda: torch.nn.functional.unfold(image, 3), lambda: torch.ones_like(x).ge(x)[0, 0].item()),
        *(lambda: torch.nn.functional.max_pool2d(image, 2), lambda: torch.nn.functional.pad(image, (1, 1, 1, 1), "reflect")),
        *(lambda: x.clone().add_(1).mul_(x), lambda: torch.where(x > 0.5, x, 0.0).masked_fill(x > 0.7, 0), lambda: torch.block_diag(x, x)),
    ]  # fmt: skip
    assert seen(torch, passing) == []
    assert seen(torch, [lambda: (x @ x.t()).exp_().mul(2), lambda: x.multinomial(1), lambda: torch.native_dropout(x, 0.3, True)]) == [
        "mm",
        "exp_",
        "mul",
    ]
