# The sleeping barber (an actor benchmark): a waiting room with few chairs in front of one barber.
# A customer who finds no chair comes back later. The barber sleeps in his guard.

interface Room { Enter(Customer!(Full + Done)), ChairFree() }
interface Barber { Cut(Customer!Done, Room!ChairFree) }
interface Customer { Full(), Done() }

# The room passes on both the customer and itself. So the barber knows the room only as long as he
# owes it a chair: if each held the other for ever, neither `free` clause could ever be taken.
def room(self: Room?, barber: Barber!, chairs: Int): Unit {
  guard self : (Enter + ChairFree)* {
    free -> print("the waiting room is locked")
    receive Enter(customer) from self ->
      if (chairs == 0) {
        customer ! Full();
        room(self, barber, chairs)
      } else {
        barber ! Cut(customer, self);
        room(self, barber, chairs - 1)
      }
    receive ChairFree() from self -> room(self, barber, chairs + 1)
  }
}

def barber(self: Barber?, cuts: Int): Unit {
  guard self : Cut* {
    free -> print(concat("haircuts today: ", intToString(cuts)))
    receive Cut(customer, waiting) from self ->
      waiting ! ChairFree();
      sleep(1);
      customer ! Done();
      barber(self, cuts + 1)
  }
}

# Either answer may come, so both have a clause; one of them tries again.
def customer(self: Customer?, name: String, room: Room!): Unit {
  room ! Enter(self);
  guard self : Full + Done {
    receive Full() from self ->
      sleep(2);
      customer(self, name, room)
    receive Done() from self ->
      free(self);
      print(concat(name, " has new hair"))
  }
}

def arrive(name: String, room: Room!): Unit {
  let self = new[Customer] in
  customer(self, name, room)
}

def main(): Unit {
  let shop = new[Room] in
  let chair = new[Barber] in
  spawn { barber(chair, 0) };
  spawn { room(shop, chair, 2) };
  spawn { arrive("Figaro", shop) };
  spawn { arrive("Rosina", shop) };
  spawn { arrive("Basilio", shop) };
  spawn { arrive("Bartolo", shop) };
  spawn { arrive("Berta", shop) }
}

main()
