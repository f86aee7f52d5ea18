"""Composition feeds one result to the next function; the order matters."""

# --8<-- [start:compose]
def f(x):
    return x + 3


def g(x):
    return 2 * x


print("g(f(5)) =", g(f(5)))
print("f(g(5)) =", f(g(5)))
# --8<-- [end:compose]
assert g(f(5)) == 16, "to add 3 to 5 and then double gives 16"
assert f(g(5)) == 13, "to double 5 and then add 3 gives 13"
