# Usages: `[U]`, usable, means that a mailbox may be sent to; `[R]`, returnable, that it may also be
# returned, put into data, or received from. In one thread the returnable use comes last: so nobody
# can still hold a mailbox by another name when it is freed.

interface Log { Entry(String), Close() }

def log(self: Log?(Entry* . Close)): Unit {
  guard self : Entry* . Close {
    receive Entry(text) from self ->
      print(concat("log: ", text));
      log(self)
    receive Close() from self -> rest(self)
  }
}

def rest(self: Log?(Entry*)): Unit {
  guard self : Entry* {
    free -> print("log closed")
    receive Entry(text) from self ->
      print(concat("log: ", text));
      rest(self)
  }
}

# Left out, the usage of a sending mailbox is [U]: this definition sends, and keeps nothing.
def note(log: Log!Entry[U], text: String): Unit {
  log ! Entry(text)
}

# With [R] the mailbox can come out again, as the result or inside a tuple.
def noteAndKeep(log: Log!(Entry . Entry* . Close)[R], text: String): Log!(Entry* . Close)[R] {
  log ! Entry(text);
  log
}

def numbered(log: Log!(Entry* . Close)[R], n: Int): (Int * Log!(Entry* . Close)) {
  log ! Entry(concat("number ", intToString(n)));
  (n + 1, log)
}

def main(): Unit {
  let journal = new[Log] in
  # A spawned process has its own thread: whatever it does with `journal` counts as [U] here.
  spawn { log(journal) };
  note(journal, "first a usable use");
  # From here on `journal` is gone; the mailbox goes on under other names.
  let kept = noteAndKeep(journal, "then the returnable one") in
  let (next, again) = numbered(kept, 1) in
  let (last, end) = numbered(again, next) in
  end ! Close();
  print(concat("entries numbered: ", intToString(last - 1)))
}

main()
