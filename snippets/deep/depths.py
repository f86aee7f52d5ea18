"""Gain, bend and depth decide the sizes of activations and errors."""

# --8<-- [start:net]
import matplotlib.pyplot as plt
import torch

WIDTH, LAYERS, MODULUS = 32, 50, 2**31 - 1
BENDS = {0: lambda z: z, 1: torch.relu, 2: torch.tanh}
state, drawn = 1, []
for _ in range(WIDTH + LAYERS * (WIDTH + 1) * WIDTH):
    state = 48271 * state % MODULUS  # numbers that anyone can draw again
    drawn.append((2 * state / MODULUS - 1) * 3**0.5)  # variance 1
x, *layers = torch.tensor(drawn, dtype=torch.float64).split(
    [WIDTH] + [(WIDTH + 1) * WIDTH] * LAYERS)

def size(values):
    return values.square().mean().sqrt().item()
# --8<-- [end:net]
# --8<-- [start:walk]
def walk(bend, gain, bias, depth):
    a, weights, sums, sizes = x, [], [], []
    for layer in layers[:depth]:
        w, b = layer.split([WIDTH * WIDTH, WIDTH])
        w = (gain / WIDTH**0.5 * w).view(WIDTH, WIDTH).requires_grad_()
        z = a @ w.T + bias * b
        a = BENDS[bend](z)
        weights, sums = weights + [w], sums + [z]
        sizes.append(size(a))
    slopes = torch.autograd.grad(a.sum(), sums + weights)
    return sizes, list(map(size, slopes[:depth])), slopes[depth:]
# --8<-- [end:walk]
# --8<-- [start:table]
for case in ((1, 1.41, 0.0, 30), (0, 1.0, 0.5, 20), (1, 1.0, 0.0, 50),
             (1, 2.0, 0.1, 10), (2, 1.5, 0.2, 40), (2, 3.0, 0.0, 5)):
    bend, gain, bias, depth = case
    a, delta, dw = walk(*case)
    print(f"bend {bend}  gain {gain:.2f}  bias {bias}  depth {depth}:",
          f"a {a[-1]:.2e},")
    print(f"  error {delta[0]:.2e}, dW first {size(dw[0]):.2e},",
          f"last {size(dw[-1]):.2e}")
# --8<-- [end:table]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 2.9), layout="constrained")
lasts = [walk(1, gain, 0.0, 50)[0] for gain in (2.0, 1.41, 1.0)]
for sizes, gain, style in zip(lasts, ("2", "1.41", "1"), ("--", "-", ":")):
    ax.semilogy(range(1, 51), sizes, style, label=f"gain {gain}")
ax.set(xlabel="layer", ylabel="size of activations (log scale)")
ax.legend()
plt.show()
# --8<-- [end:figure]
large, kept, small = (sizes[-1] for sizes in lasts)
assert large > 1e3 * kept > 1e6 * small, "the gain decides behind ReLU"
