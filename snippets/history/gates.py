"""Threshold units of 1943 compute gates, and an adder made of them adds."""

# --8<-- [start:gates]
def unit(inputs, weights, threshold):
    total = sum(w * i for w, i in zip(weights, inputs))
    return int(total >= threshold)


print("a b  and or not-a")
for a in (0, 1):
    for b in (0, 1):
        both = unit((a, b), (1, 1), 2)
        either = unit((a, b), (1, 1), 1)
        print(a, b, "", both, "", either, "", unit((a,), (-1,), 0))
# --8<-- [end:gates]
# --8<-- [start:adder]
def add(a, b, c):  # three bits: their sum as two bits
    carry = unit((a, b, c), (1, 1, 1), 2)
    return carry, unit((a, b, c, carry), (1, 1, 1, -2), 1)


right = []
for m in range(4):
    for n in range(4):
        carry, low = add(m % 2, n % 2, 0)
        high, middle = add(m // 2, n // 2, carry)
        right.append(4 * high + 2 * middle + low == m + n)
print("m + n is right in", sum(right), "of", len(right), "cases")
# --8<-- [end:adder]

assert sum(right) == 16, "the adder is right in all 16 cases"
