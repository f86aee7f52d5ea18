"""What is kept too long, and what is lost."""

# --8<-- [start:memory]
import copy

import torch


def nodes(tensor):
    count, node = 0, tensor.grad_fn
    while node:  # back to the first operation
        count, node = count + 1, node.next_functions[0][0]
    return count


w = torch.tensor(1.0, requires_grad=True)
total, mean, sizes = torch.tensor(0.0), 0.0, []
for step in range(4):
    loss = w.square()
    total = total + loss  # wrong: keeps every graph
    mean += loss.item() / 4  # right: a number
    sizes.append(nodes(total))
print(sizes, total.item(), mean)
# --8<-- [end:memory]

# --8<-- [start:resume]
SGD = torch.optim.SGD
w = torch.tensor(1.0, requires_grad=True)
first = SGD([w], lr=0.25, momentum=0.5)
w.square().backward()
first.step()
saved = copy.deepcopy(first.state_dict())  # as a file is
for state in None, saved:
    v = w.detach().clone().requires_grad_()
    again = SGD([v], lr=0.25, momentum=0.5)
    if state:
        again.load_state_dict(state)  # right: its momentum too
    v.square().backward()
    again.step()
    print(v.item())
w.grad = None
w.square().backward()
first.step()
print(w.item(), "without a break")
# --8<-- [end:resume]
assert sizes[3] > sizes[2] > sizes[1] > sizes[0], "a sum keeps its graphs"
assert v == w, "with its momentum, training goes on as without a break"
