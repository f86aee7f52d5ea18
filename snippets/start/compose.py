"""Composition feeds one result to the next function; the order matters."""

# --8<-- [start:compose]
def f(x):
    return x + 3


def g(x):
    return 2 * x


print("g(f(5)) =", g(f(5)))
print("f(g(5)) =", f(g(5)))
# --8<-- [end:compose]
assert g(f(5)) == 16, "add, then double"
assert f(g(5)) == 13, "double, then add"
