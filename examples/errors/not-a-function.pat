# Wrong: a number is called as if it were a function.

let answer = 42 in
answer(1)
