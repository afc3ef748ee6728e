# Wrong: `Line*` includes no message at all, and this guard has neither a `free` nor an `empty` clause.
# When all writers are gone the process would wait for ever, and its mailbox would never be freed.

interface Printer { Line(String) }

def printer(self: Printer?): Unit {
  guard self : Line* {
    receive Line(text) from self ->
      print(text);
      printer(self)
  }
}

let tray = new[Printer] in
spawn { printer(tray) };
tray ! Line("one");
tray ! Line("two")
