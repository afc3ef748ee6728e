# A store with many readers or one writer. The guard of each state receives only what may happen in
# it: while someone writes, requests stay in the mailbox until the writer is done.

interface Store { Read(Reader!Page), Write(Writer!Begin), Commit(String) }
interface Reader { Page(String) }
interface Writer { Begin(Store!Commit) }

def store(self: Store?((Read + Write)*), text: String): Unit {
  guard self : (Read + Write)* {
    free -> print(concat("the store keeps: ", text))
    receive Read(reader) from self ->
      reader ! Page(text);
      store(self, text)
    receive Write(writer) from self ->
      writer ! Begin(self);
      writing(self)
  }
}

# Exactly one Commit is due: whoever was told to begin has the duty to send it.
def writing(self: Store?(Commit . (Read + Write)*)): Unit {
  guard self : Commit . (Read + Write)* {
    receive Commit(text) from self -> store(self, text)
  }
}

def read(store: Store!Read, name: String): Unit {
  let self = new[Reader] in
  store ! Read(self);
  guard self : Page {
    receive Page(text) from self ->
      free(self);
      print(concat(name, concat(" reads: ", text)))
  }
}

def write(store: Store!Write, text: String): Unit {
  let self = new[Writer] in
  store ! Write(self);
  guard self : Begin {
    receive Begin(page) from self ->
      free(self);
      sleep(rand(4));
      page ! Commit(text)
  }
}

def main(): Unit {
  let page = new[Store] in
  spawn { store(page, "a blank page") };
  spawn { read(page, "Ann") };
  spawn { write(page, "a first draft") };
  spawn { read(page, "Bob") };
  spawn { write(page, "a second draft") };
  read(page, "Cleo")
}

main()
