"""A rule for the nine, written by hand, loses to rules that learn."""

# --8<-- [start:rule]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch.nn import functional as F

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
split = train_test_split(x, y, test_size=450, stratify=y, random_state=0)
x, x_new, y, y_new = (torch.tensor(part).to(device) for part in split)


def is_nine(images):  # (n, 64): a hole above, and none below
    paper = F.pad(images.view(-1, 8, 8) < 9, (1, 1, 1, 1), value=True)
    outside = torch.zeros_like(paper)  # (n, 10, 10)
    outside[:, 0] = True  # the margin; it spreads over paper
    for _ in range(30):
        for step, axis in ((1, 1), (-1, 1), (1, 2), (-1, 2)):
            outside |= outside.roll(step, axis) & paper
    hole = (paper & ~outside).any(2)  # (n, 10): in which rows
    return hole[:, :5].any(1) & ~hole[:, 5:].any(1)


# --8<-- [end:rule]
# --8<-- [start:perceptron]
torch.manual_seed(0)
W = torch.zeros(10, 64).double().to(device)  # a row for each digit
total, errors, epochs = torch.zeros_like(W), [], 10
for epoch in range(epochs):
    errors.append(0)
    for i in torch.randperm(len(x)):
        guess = (W @ x[i]).argmax()
        if guess != y[i]:
            W[y[i]] += x[i]  # whole numbers, no gradient
            W[guess] -= x[i]
            errors[-1] += 1
    total += W
print("errors in each pass:", *errors)
# --8<-- [end:perceptron]
# --8<-- [start:compare]
answers = (x_new @ torch.stack([W, total]).mT).argmax(2)
acc = (answers == y_new).double().mean(1)  # last, mean
said = dict(never=y_new < 0, rule=is_nine(x_new), learnt=answers[1] == 9)
wrong = {name: int((s != (y_new == 9)).sum()) for name, s in said.items()}
for name, count in wrong.items():
    print(f"{name:6} wrong on {count:2} of 450")
print(f"digits right: last weights {acc[0]:.2f}, mean {acc[1]:.2f}")
# --8<-- [end:compare]

assert wrong["rule"] > wrong["never"] / 2, "the rule errs more than half " \
    "as often as \"never\""
assert wrong["rule"] > 2 * wrong["learnt"], "the rule errs more than twice " \
    "as often as the perceptron"
assert errors[-1] > 0, "in its last pass the perceptron still errs"
assert acc[1] > acc[0], "the mean of its weights reads digits better"
