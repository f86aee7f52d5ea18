"""Dataset and DataLoader hand out the batches that the loop trains on."""

# --8<-- [start:dataset]
import torch
from torch import nn
from torch.utils.data import DataLoader, Subset, TensorDataset
from torchvision import transforms
from torchvision.datasets import MNIST
to_input = transforms.Compose([
    transforms.ToTensor(),  # PIL image → (1, 28, 28), 0…1
    transforms.Normalize((0.1307,), (0.3081,)),  # mean, std of the pixels
])
mnist = MNIST("data", train=True, download=True, transform=to_input)
image, label = mnist[0]
print(len(mnist), "items, one is", tuple(image.shape), "and the label", label)
# --8<-- [end:dataset]
# --8<-- [start:loader]
part = Subset(mnist, range(3000))  # a twentieth, to save time
held_out = Subset(mnist, range(3000, 4000))
loader = DataLoader(part, batch_size=64, shuffle=True,
                    generator=torch.Generator().manual_seed(0))
sizes = [len(labels) for _, labels in loader]
print(len(loader), "batches: the first has", sizes[0], "the last", sizes[-1])
# --8<-- [end:loader]
# --8<-- [start:train]
device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(),
                    nn.Linear(128, 10)).to(device)
lr, epochs = 1e-3, 2
optimizer = torch.optim.Adam(net.parameters(), lr=lr)
for epoch in range(epochs):
    total = 0.0
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        loss = nn.functional.cross_entropy(net(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)  # a short batch counts less
    print(f"epoch {epoch + 1}: mean loss {total / len(part):.3f}")
images, labels = next(iter(DataLoader(held_out, batch_size=1000)))
with torch.no_grad():  # look, do not learn
    right = net(images.to(device)).argmax(1).cpu() == labels
accuracy = right.float().mean()
print(f"accuracy on 1000 other images: {100 * accuracy:.1f} %")
# --8<-- [end:train]

# --8<-- [start:tensors]
pairs = TensorDataset(torch.arange(6.0).reshape(6, 1), torch.arange(6))
for xs, ys in DataLoader(pairs, batch_size=4):
    print(tuple(xs.shape), ys.tolist())
# --8<-- [end:tensors]

assert sizes == [64] * 46 + [56], "3000 images make 46 batches of 64 and " \
    "one of 56"
assert len(held_out) == 1000 and min(held_out.indices) > max(part.indices), \
    "the net is tested on 1000 images that it was not trained on"
assert accuracy > 0.8, "two passes over a twentieth of the data " \
    "give more than 80 % on other images"
