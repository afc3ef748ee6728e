# Wrong: the definition returns a mailbox that it got as [U], usable.
# A usable mailbox may be sent to, but not given a second name by returning or storing it: someone
# could free it under one name and use it under the other. The parameter would have to be `[R]`.

interface Log { Entry(String) }

def note(log: Log!(Entry . Entry)): Log!Entry[R] {
  log ! Entry("first");
  log
}

def server(self: Log?(Entry . Entry)): Unit {
  guard self : Entry . Entry {
    receive Entry(one) from self ->
      guard self : Entry {
        receive Entry(two) from self -> free(self)
      }
  }
}

let journal = new[Log] in
spawn { server(journal) };
let rest = note(journal) in
rest ! Entry("second")
