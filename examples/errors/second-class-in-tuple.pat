# Wrong: a usable mailbox is put into a tuple.
# Taking the tuple apart later would give the mailbox a second name.

interface Log { Entry(String) }

def label(log: Log!Entry[U]): (Int * Log!Entry) {
  (1, log)
}

def server(self: Log?Entry): Unit {
  guard self : Entry {
    receive Entry(text) from self -> free(self)
  }
}

let journal = new[Log] in
spawn { server(journal) };
let (number, log) = label(journal) in
log ! Entry(intToString(number))
