# Wrong: a mailbox of one interface is given where one of another is needed.
# Interfaces are told apart by name, even when they have the same messages.

interface Cat { Feed() }
interface Dog { Feed() }

def feed(cat: Cat!Feed): Unit {
  cat ! Feed()
}

let dog = new[Dog] in
feed(dog);
guard dog : Feed {
  receive Feed() from dog -> free(dog)
}
