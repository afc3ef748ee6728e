# Wrong: a future is written once, and here two processes put a value.
# Readers could see different values; the pattern `Put . Get*` has room for one Put only.

interface Future { Put(Int), Get(Reader!Value) }
interface Reader { Value(Int) }

def unresolved(self: Future?(Put . Get*)): Unit {
  guard self : Put . Get* {
    receive Put(value) from self -> resolved(self, value)
  }
}

def resolved(self: Future?(Get*), value: Int): Unit {
  guard self : Get* {
    free -> ()
    receive Get(reader) from self ->
      reader ! Value(value);
      resolved(self, value)
  }
}

let future = new[Future] in
spawn { unresolved(future) };
spawn { future ! Put(1) };
spawn { future ! Put(2) }
