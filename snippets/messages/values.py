"""Numbers that wrap, divisions that cut, pictures that scramble."""

# --8<-- [start:overflow]
import torch

image = torch.tensor([200, 100], dtype=torch.uint8)
print((image + 100).tolist())  # wrong: 300 has no room
print((image.float() + 100).tolist())  # right
print((image // 255).tolist())  # wrong: cut to whole numbers
print([f"{v:.3f}" for v in (image / 255).tolist()])  # right
# --8<-- [end:overflow]

# --8<-- [start:scramble]
image = torch.arange(12).reshape(2, 2, 3)  # (h, w, channels)
print(image.reshape(3, 2, 2)[0].tolist())  # wrong: a mixture
print(image.permute(2, 0, 1)[0].tolist())  # right: the first
# --8<-- [end:scramble]

# --8<-- [start:schedule]
ExponentialLR = torch.optim.lr_scheduler.ExponentialLR
rates = {}
for each in "batch", "epoch":
    optimizer = torch.optim.SGD([torch.zeros(())], lr=0.1)
    schedule = ExponentialLR(optimizer, gamma=0.9)
    for step in range(100):  # the batches of one epoch
        optimizer.step()
        if each == "batch":
            schedule.step()  # wrong: 0.9 was meant for epochs
    if each == "epoch":
        schedule.step()  # right
    rates[each] = schedule.get_last_lr()[0]
    print(f"{each}: {rates[each]:.2e}")
# --8<-- [end:schedule]
assert (image.permute(2, 0, 1)[0] % 3 == 0).all(), "permute keeps a channel"
assert rates["batch"] < rates["epoch"] / 1000, "per batch the rate is gone"
