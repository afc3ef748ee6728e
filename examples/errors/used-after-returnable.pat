# Wrong: `journal` is used once more after its returnable use.
# `keep` gives the mailbox a new name, `kept`; the returnable use of the old name must be its last.

interface Log { Entry(String) }

def keep(log: Log!Entry[R]): Log!Entry[R] {
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
let kept = keep(journal) in
journal ! Entry("by the old name");
kept ! Entry("by the new name")
