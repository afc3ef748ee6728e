# Wrong: nobody calls `printer`, and its parameter has no pattern, so nothing says what may be in the
# mailbox. Write the pattern, `Printer?Line`, or call the definition.

interface Printer { Line(String) }

def printer(self: Printer?): Unit {
  guard self : Line {
    receive Line(text) from self ->
      free(self);
      print(text)
  }
}

print("no printer here")
