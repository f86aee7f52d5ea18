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
