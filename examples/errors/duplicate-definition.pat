# Wrong: two definitions have the same name.
# A call could mean either of them.

def double(n: Int): Int { n + n }

def double(n: Int): Int { 2 * n }

double(4)
