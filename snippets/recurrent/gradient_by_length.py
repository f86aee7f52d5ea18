"""How much of the gradient arrives from many steps back, by layer."""

# --8<-- [start:measure]
import matplotlib.pyplot as plt
import torch
from torch import nn


kinds = {"RNN": nn.RNN, "LSTM": nn.LSTM, "GRU": nn.GRU}


def left(name):  # the size of ∂L/∂x, step by step, over that of the last
    kind = kinds[name.split(",")[0]]
    layer = kind(8, 32, batch_first=True).double()  # 32 units
    if "orthogonal" in name:
        nn.init.orthogonal_(layer.weight_hh_l0)
    if "bias" in name:
        nn.init.constant_(layer.bias_hh_l0[32:64], 4)
    x = torch.randn(16, 60, 8).double().requires_grad_()  # 60 steps
    layer(x)[0][:, -1].square().sum().backward()
    sizes = x.grad.norm(dim=2).mean(0).flip(0)  # (steps back,)
    return sizes / sizes[0]


# --8<-- [end:measure]
# --8<-- [start:compare]
styles = {"RNN": "-", "RNN, orthogonal": "--", "GRU": "-.", "LSTM": ":",
          "LSTM, forget bias 4": "-"}
torch.manual_seed(0)
curves, marks = {}, (5, 20, 50)  # steps back
fig, ax = plt.subplots(figsize=(4.5, 3.4), layout="constrained")
for name, style in styles.items():
    nets = torch.stack([left(name) for _ in range(3)])
    curves[name] = curve = nets.median(0).values
    print(f"{name:19}", *(f"{curve[back]:8.0e}" for back in marks))
    ax.semilogy(curve, style, label=name)
ax.set(xlabel="steps back", ylabel="gradient that is left (log scale)")
fig.legend(loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:compare]

plain, orthogonal, gru, lstm, biased = (c[50] for c in curves.values())
assert max(plain, gru, lstm) < 1e-7, "default RNN, GRU and LSTM lose the " \
    "gradient in 50 steps"
assert orthogonal > 1000 * plain, "an orthogonal start keeps over 1000 " \
    "times as much as the default"
assert biased > 0.05, "with forget bias 4 over a twentieth is left"
