# Wrong: a Letter carries a String, and this one is sent with a number.

interface Postbox { Letter(String) }

let box = new[Postbox] in
box ! Letter(42);
guard box : Letter {
  receive Letter(text) from box ->
    free(box);
    print(text)
}
