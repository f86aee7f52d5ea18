"""A graph of similar images helps a net that has twenty labels."""

# --8<-- [start:graph]
import torch
from sklearn.datasets import load_digits
from sklearn.neighbors import kneighbors_graph
from sklearn.semi_supervised import LabelSpreading
from torch import nn
from torch.nn import functional as F

device = "cuda" if torch.cuda.is_available() else "cpu"
images, labels = (part[:600] for part in load_digits(return_X_y=True))
near = torch.tensor(kneighbors_graph(images, 8).toarray())
near = ((near + near.T) > 0).double() + torch.eye(600)  # and itself
graph = (near / near.sum(1, keepdim=True)).to(device)  # (600, 600)
alone = torch.eye(600).double().to(device)
x, y = torch.tensor(images / 16).to(device), torch.tensor(labels).to(device)


# --8<-- [end:graph]
# --8<-- [start:train]
def train(mix, lr=0.02, steps=30):  # mix: (600, 600)
    torch.manual_seed(0)
    first, second = nn.Linear(64, 32), nn.Linear(32, 10)
    net = nn.ModuleList([first, second]).double().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for _ in range(steps):
        logits = mix @ second((mix @ first(x)).relu())
        optimizer.zero_grad()
        F.cross_entropy(logits[told], y[told]).backward()
        optimizer.step()
    return logits.argmax(1)


# --8<-- [end:train]
# --8<-- [start:compare]
torch.manual_seed(0)
order = torch.randperm(600).to(device)
told = torch.cat([order[y[order] == c][:2] for c in range(10)])
rest = order[~torch.isin(order, told)]  # images without a label
some = torch.full((600,), -1)
some[told.cpu()] = y[told].cpu()
spread = LabelSpreading(kernel="knn", n_neighbors=8).fit(images, some)
answers = {
    "net alone": train(alone),
    "net and graph": train(graph),
    "net, graph of strangers": train(graph[order][:, order]),
    "graph without a net": torch.tensor(spread.transduction_).to(device),
}
acc = {}
for name, answer in answers.items():
    acc[name] = (answer == y)[rest].double().mean().item()
    print(f"{name:23} {acc[name]:.0%}")
# --8<-- [end:compare]

single, joined, strangers, plain = acc.values()
assert joined > single + 0.03, "with the graph the net reads more"
assert strangers < single, "with a graph of strangers it reads less"
assert plain > single, "the graph without a net reads more than the net alone"
