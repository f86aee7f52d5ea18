"""A product of orthogonal matrices keeps every direction, others do not."""

# --8<-- [start:orthogonal]
import torch
from torch import nn

torch.manual_seed(0)
rules = {
    "Gaussian": lambda w: nn.init.normal_(w, std=64**-0.5),
    "orthogonal": nn.init.orthogonal_,
}
eye = torch.eye(64).double()
left, kept = {}, {}
for name, rule in rules.items():
    chain = eye
    for _ in range(50):
        w = rule(torch.zeros(64, 64).double())
        chain = w @ chain  # fifty layers without a bend
    values = torch.linalg.svdvals(chain)  # how much it stretches, sorted
    kept[name] = (values > values[0] / 100).sum().item()
    left[name] = (w.T @ w - eye).abs().max().item()
    print(f"{name:10} WᵀW is I: {left[name] < 1e-6},", end=" ")
    print(f"directions above a hundredth: {kept[name]} of 64")
# --8<-- [end:orthogonal]

assert left["orthogonal"] < 1e-6, "an orthogonal matrix has WᵀW = I"
assert kept["orthogonal"] == 64, "fifty orthogonal layers keep all directions"
assert kept["Gaussian"] < 32, "fifty Gaussian layers lose more than half"
assert torch.allclose((chain @ eye[0]).norm(), eye[0].norm()), "fifty " \
    "orthogonal layers keep the length of a vector"
