# Messages that cannot come: what `fail` is for. After the first Put, the pattern `Put . Get*` leaves
# `Get*`, so a clause for a second Put can be written, but its mailbox has the pattern 0, the
# unreliable mailbox. The only thing to do with it is `fail`, and running it is impossible.

interface Future { Put(String), Get(Reader!Value) }
interface Reader { Value(String) }

def unresolved(self: Future?(Put . Get*)): Unit {
  guard self : Put . Get* {
    receive Put(value) from self -> resolved(self, value)
  }
}

# `fail(self)[Unit]` claims to be a Unit, and may: it is never reached. Should someone change the
# program so that two Puts can be here, this line turns into a type error.
def resolved(self: Future?(Get*), value: String): Unit {
  guard self : Get* {
    free -> ()
    receive Get(reader) from self ->
      reader ! Value(value);
      resolved(self, value)
    receive Put(second) from self ->
      print(concat("written twice: ", second));
      fail(self)[Unit]
  }
}

# The same as a clause of its own: `fail : T` says that this guard gives no value otherwise. It is
# never taken, and counts for nothing in what the guard can handle.
def await(self: Reader?Value): String {
  guard self : Value {
    fail : String
    receive Value(value) from self ->
      free(self);
      value
  }
}

def main(): String {
  let future = new[Future] in
  spawn { unresolved(future) };
  let self = new[Reader] in
  future ! Get(self);
  future ! Put("once and for all");
  let value = await(self) in
  print(value);
  value
}

main()
