"""A small network reads digits that it has not seen, and says how surely."""

# --8<-- [start:train]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)  # 1,797 images of 8 × 8, 0 to 16
x, y = torch.tensor(x / 16).to(device), torch.tensor(y).to(device)

torch.manual_seed(0)
lr, steps = 0.01, 200
net = nn.Sequential(nn.Linear(64, 24), nn.ReLU(), nn.Linear(24, 10))
net = net.double().to(device)
optimizer = torch.optim.AdamW(net.parameters(), lr=lr, weight_decay=0.1)
for step in range(steps):
    loss = nn.functional.cross_entropy(net(x[:1347]), y[:1347])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
# --8<-- [end:train]
# --8<-- [start:weights]
letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
tenths = nn.utils.parameters_to_vector(net.parameters()).detach() * 10
tenths = tenths.round().clamp(-26, 25)
nn.utils.vector_to_parameters(tenths / 10, net.parameters())
code = "".join(letters[int(tenth) + 26] for tenth in tenths)
for start in range(0, len(code), 151):
    print(code[start:start + 151])
# --8<-- [end:weights]
# --8<-- [start:samples]
unseen = range(1347, 1797)
samples = [next(i for i in unseen if y[i] == digit) for digit in range(10)]
for image in x[samples]:
    print("".join(letters[int(16 * grey)] for grey in image))
# --8<-- [end:samples]
# --8<-- [start:read]
with torch.no_grad():
    p = net(x).softmax(1)
for digit, row in enumerate(p[samples].tolist()):
    print(f"sample {digit}:", *(f"{share:.3f}" for share in row))
# --8<-- [end:read]
# --8<-- [start:draw]
fig, axes = plt.subplots(2, 5, figsize=(4.5, 2.4), layout="constrained")
for ax, image, row in zip(axes.flat, x[samples].cpu(), p[samples].cpu()):
    ax.imshow(image.view(8, 8).numpy(), cmap="gray_r", interpolation="none")
    ax.set(title=f"{row.argmax()}, {100 * row.max():.0f} %",
           xticks=[], yticks=[])
plt.show()
# --8<-- [end:draw]
right, sure = (p.argmax(1) == y)[1347:], p.amax(1)[1347:]
assert right.double().mean() > 0.88, \
    "it reads more than 88 % of the 450 digits that it has not seen"
assert sure[~right].mean() < sure[right].mean() - 0.1, \
    "where it is wrong it is less sure"
