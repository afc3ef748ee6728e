# Wrong: the number in front of `;` is computed and thrown away.
# Only expressions of type Unit may stand there; give others a name with `let`.

def add(a: Int, b: Int): Int { a + b }

add(1, 2);
print("done")
