"""A 2-2-1 net has the same gradients on paper, in NumPy and in torch."""
# --8<-- [start:numpy]
import numpy as np
import torch

x, y = np.array([[1, 2]]), np.array([[3]])  # (1, 2), (1, 1)
W1, b1 = np.array([[2, -1], [1, 1]]), np.array([1, 0])  # (out, in), (out,)
W2, b2 = np.array([[3, -1]]), np.array([1])


def gradients(x, y, W1, b1, W2, b2):
    z1 = x @ W1.T + b1
    a1 = np.maximum(z1, 0)
    z2 = a1 @ W2.T + b2
    d2 = z2 - y  # slope of half the squared error
    d1 = (d2 @ W2) * (z1 > 0)
    return z1, z2, {"W2": d2.T @ a1, "b2": d2.sum(0),
                    "W1": d1.T @ x, "b1": d1.sum(0), "x": d1 @ W1}


z1, z2, grads = gradients(x, y, W1, b1, W2, b2)
print("forward :", z1.tolist(), z2.tolist())
for name, grad in grads.items():
    print(f"dC/d{name}:", grad.tolist())
# --8<-- [end:numpy]
# --8<-- [start:torch]
arrays = {"W1": W1, "b1": b1, "W2": W2, "b2": b2, "x": x}
t = {name: torch.tensor(array, dtype=torch.float64, requires_grad=True)
     for name, array in arrays.items()}
z = t["x"] @ t["W1"].T + t["b1"]
z.retain_grad()  # keep the gradient of an inner value
out = z.relu() @ t["W2"].T + t["b2"]
cost = (out - torch.tensor(y)).square().sum() / 2
cost.backward()
same = [torch.equal(t[n].grad, torch.tensor(grads[n]).double()) for n in grads]
print("torch agrees:", all(same))
# --8<-- [end:torch]
# --8<-- [start:delta]
print("delta of the hidden layer:", z.grad.tolist())
for j in range(2):
    nudge = torch.zeros(1, 2, dtype=torch.float64)
    nudge[0, j] = 0.001
    out = (z + nudge).relu() @ t["W2"].T + t["b2"]
    moved = (out - torch.tensor(y)).square().sum() / 2
    print(f"unit {j + 1}: nudge 0.001 moves C by {(moved - cost).item():.4f}")
# --8<-- [end:delta]

assert all(same), "NumPy and torch agree to the last digit"
assert grads["W1"].tolist() == [[-6, -12], [2, 4]], "dC/dW1 agrees with paper"
assert np.array_equal(z.grad[0].numpy(), grads["b1"]), "delta is dC/dz"

n1, n2, off = gradients(x, y, W1, np.array([1, -4]), W2, b2)  # question 1
off = {name: grad.tolist() for name, grad in off.items()}
assert n1.tolist() == [[1, -1]] and n2 == 4, "a bias of -4 switches unit 2 off"
assert off["W1"] == [[3, 6], [0, 0]], "the weights of an off unit get nothing"
assert off["W2"] == [[1, 0]] and off["b1"] == [3, 0], "its bias and exit get 0"
assert off["x"] == [[6, -3]], "the inputs get what unit 1 hands down"
twice = gradients(x.repeat(2, 0), y.repeat(2, 0), W1, b1, W2, b2)[2]
double = [np.array_equal(twice[n], 2 * grads[n]) for n in arrays if n != "x"]
assert all(double), "the same sample twice has twice the gradients"
