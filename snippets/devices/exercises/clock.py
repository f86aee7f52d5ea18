"""Three things have to happen before the clock is read the second time: a
step for warming up, a wait until nothing is in the queue, and, when all
steps are handed out, a wait once more. Read the clock as `card.now`.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch

class Card:  # a pretend device with a queue; its clock counts ticks
    def __init__(self, first):
        self.now, self.ready, self.first = 0, 0, first
    def launch(self, work):  # hand out an operation, and go on at once
        self.now += 1
        self.ready = max(self.now, self.ready) + work + self.first
        self.first = 0  # only the first call sets things up
    def wait(self):  # as torch.accelerator.synchronize() does
        self.now = max(self.now, self.ready)
# --8<-- [end:given]
# --8<-- [start:stub]
def measure(card, step, times):  # step() hands out what one step needs
    ...  # your code: the ticks of a step, as a mean over so many times
# --8<-- [end:stub]
# --8<-- [start:solution]
def measure(card, step, times):
    step()
    card.wait()
    start = card.now
    for _ in range(times):
        step()
    card.wait()
    return (card.now - start) / times
# --8<-- [end:solution]
# --8<-- [start:wrong-handed]
# gets: this is the time to hand out: wait before you read the clock
def measure(card, step, times):
    step()
    card.wait()
    start = card.now
    for _ in range(times):
        step()
    return (card.now - start) / times
# --8<-- [end:wrong-handed]
# --8<-- [start:wrong-cold]
# gets: the first call sets things up: let one step run before
def measure(card, step, times):
    card.wait()
    start = card.now
    for _ in range(times):
        step()
    card.wait()
    return (card.now - start) / times
# --8<-- [end:wrong-cold]
# --8<-- [start:wrong-queue]
# gets: work from before is in it: wait before you start the clock
def measure(card, step, times):
    step()
    start = card.now
    for _ in range(times):
        step()
    card.wait()
    return (card.now - start) / times
# --8<-- [end:wrong-queue]
# --8<-- [start:wrong-each]
# gets: this waits after each step, so the card is idle: wait once
def measure(card, step, times):
    step()
    card.wait()
    start = card.now
    for _ in range(times):
        step()
        card.wait()
    return (card.now - start) / times
# --8<-- [end:wrong-each]
# --8<-- [start:wrong-sum]
# gets: this is the time of all steps: divide by their number
def measure(card, step, times):
    step()
    card.wait()
    start = card.now
    for _ in range(times):
        step()
    card.wait()
    return card.now - start
# --8<-- [end:wrong-sum]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for times in (4, 10, 25):
    work, first, before = (torch.randint(3, 9, (3,)) * 7).tolist()
    card = Card(first)
    card.ready = before  # what others have put into the queue
    found = measure(card, lambda: card.launch(work), times)
    total = 1 + times * work  # after one launch the card is never idle
    assert found is not None, "return a number of ticks"
    assert found != 1, (
        "this is the time to hand out: wait before you read the clock")
    assert found != total, (
        "this is the time of all steps: divide by their number")
    assert found != 1 + work, (
        "this waits after each step, so the card is idle: wait once")
    assert found != (total + first) / times, (
        "the first call sets things up: let one step run before")
    assert found <= (total + first) / times, (
        "work from before is in it: wait before you start the clock")
    assert found == total / times, f"{found} ticks: they are {total / times}"
print("solved")
# --8<-- [end:checker]
