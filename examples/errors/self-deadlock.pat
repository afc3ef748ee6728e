# Wrong: this process waits for a message that it would send itself, afterwards.
# It never comes so far. Whoever receives must do so last, or in a process of its own.

interface Postbox { Letter(String) }

let box = new[Postbox] in
guard box : Letter {
  receive Letter(text) from box ->
    free(box);
    print(text)
};
box ! Letter("a letter to myself")
