# A list of mailboxes: news is sent to every reader in a list. Such a list is linear, since each
# mailbox in it carries an obligation: here, that exactly one Finish is sent.

interface Reader { News(String), Finish() }

def reader(self: Reader?(News* . Finish), name: String): Unit {
  guard self : News* . Finish {
    receive News(text) from self ->
      print(concat(name, concat(" reads: ", text)));
      reader(self, name)
    receive Finish() from self -> rest(self, name)
  }
}

# The Finish may overtake news that was sent before it: what is left is still read.
def rest(self: Reader?(News*), name: String): Unit {
  guard self : News* {
    free -> print(concat(name, " has read everything"))
    receive News(text) from self ->
      print(concat(name, concat(" reads late: ", text)));
      rest(self, name)
  }
}

# Sends to the head, and puts it back in front: the list can be used again by whoever gets it.
def broadcast(text: String, readers: List(Reader!(News* . Finish))): List(Reader!(News* . Finish)) {
  caseL readers : List(Reader!(News* . Finish)) of {
    nil -> nil
  | (first :: others) ->
      first ! News(text);
      (first :: broadcast(text, others))
  }
}

# Uses the list up. Leave out the Finish, and the checker says who is still owed one.
def finish(readers: List(Reader!(News* . Finish))): Unit {
  caseL readers : List(Reader!(News* . Finish)) of {
    nil -> ()
  | (first :: others) ->
      first ! Finish();
      finish(others)
  }
}

def subscribe(name: String): Reader!(News* . Finish)[R] {
  let mailbox = new[Reader] in
  spawn { reader(mailbox, name) };
  mailbox
}

def main(): Unit {
  let readers = (subscribe("Ann") :: (subscribe("Bob") :: (subscribe("Cleo") :: nil))) in
  let readers = broadcast("rain", readers) in
  let readers = broadcast("sun", readers) in
  finish(readers)
}

main()
