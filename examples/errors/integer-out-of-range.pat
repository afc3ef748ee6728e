# Wrong: integers have 63 bits, and this one is 2 to the power of 62, one too large.

print(intToString(4611686018427387904))
