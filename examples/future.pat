# A future: a value that is written once and read as often as one likes.
# The pattern `Put . Get*` says it all: exactly one Put, any number of Gets, in any order of arrival.

interface Future { Put(Int), Get(Reader!Value) }
interface Reader { Value(Int) }

# Gets that come too early simply stay in the mailbox: this guard waits for the Put.
def unresolved(self: Future?(Put . Get*)): Unit {
  guard self : Put . Get* {
    receive Put(value) from self ->
      print(concat("resolved with ", intToString(value)));
      resolved(self, value)
  }
}

# After the Put only Gets are left. A second Put would be a type error in whoever sends it.
def resolved(self: Future?(Get*), value: Int): Unit {
  guard self : Get* {
    free -> ()
    receive Get(reader) from self ->
      reader ! Value(value);
      resolved(self, value)
  }
}

def read(future: Future!Get): Int {
  let self = new[Reader] in
  future ! Get(self);
  guard self : Value {
    receive Value(value) from self ->
      free(self);
      value
  }
}

# Some work that takes a while: 1 + 2 + ... + n.
def triangle(n: Int): Int {
  if (n == 0) { 0 } else { n + triangle(n - 1) }
}

def main(): Int {
  let future = new[Future] in
  spawn { unresolved(future) };
  spawn { future ! Put(triangle(20)) };
  let once = read(future) in
  let again = read(future) in
  print(concat("read twice, the same both times: ", intToString(once - again)));
  once
}

main()
