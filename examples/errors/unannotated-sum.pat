# Wrong: nothing says what the other side of this sum is.
# `inl(1)` could be an (Int + String), an (Int + Unit), ... Write `inl(1) : (Int + String)`.

let answer = inl(1) in
print("one of two things")
