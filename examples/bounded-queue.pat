# A bounded queue between producers and consumers. A full queue says no to an offer, an empty one to
# a request; both try again. The state is two lists, so that both ends are cheap.

interface Queue { Offer(Int, Producer!(Accepted + Full)), Take(Consumer!(Item + Empty)) }
interface Producer { Accepted(), Full() }
interface Consumer { Item(Int), Empty() }
interface Total { Consumed(Int) }

def reverse(items: List(Int), onto: List(Int)): List(Int) {
  caseL items : List(Int) of {
    nil -> onto
  | (first :: rest) -> reverse(rest, (first :: onto))
  }
}

# `front` is in order, `back` in reverse; `room` counts the free places.
def queue(self: Queue?, room: Int, front: List(Int), back: List(Int)): Unit {
  guard self : (Offer + Take)* {
    free -> ()
    receive Offer(item, producer) from self ->
      if (room == 0) {
        producer ! Full();
        queue(self, 0, front, back)
      } else {
        producer ! Accepted();
        queue(self, room - 1, front, (item :: back))
      }
    receive Take(consumer) from self ->
      caseL front : List(Int) of {
        nil ->
          caseL reverse(back, nil) : List(Int) of {
            nil ->
              consumer ! Empty();
              queue(self, room, nil, nil)
          | (first :: rest) ->
              consumer ! Item(first);
              queue(self, room + 1, rest, nil)
          }
      | (first :: rest) ->
          consumer ! Item(first);
          queue(self, room + 1, rest, back)
      }
  }
}

def produce(self: Producer?, item: Int, last: Int, queue: Queue!): Unit {
  if (item > last) {
    free(self)
  } else {
    queue ! Offer(item, self);
    guard self : Accepted + Full {
      receive Accepted() from self -> produce(self, item + 1, last, queue)
      receive Full() from self ->
        sleep(1);
        produce(self, item, last, queue)
    }
  }
}

def consume(self: Consumer?, left: Int, sum: Int, queue: Queue!, total: Total!Consumed): Unit {
  if (left == 0) {
    free(self);
    total ! Consumed(sum)
  } else {
    queue ! Take(self);
    guard self : Item + Empty {
      receive Item(item) from self -> consume(self, left - 1, sum + item, queue, total)
      receive Empty() from self ->
        sleep(1);
        consume(self, left, sum, queue, total)
    }
  }
}

def startProducer(first: Int, last: Int, queue: Queue!): Unit {
  let self = new[Producer] in
  produce(self, first, last, queue)
}

def startConsumer(items: Int, queue: Queue!, total: Total!Consumed): Unit {
  let self = new[Consumer] in
  consume(self, items, 0, queue, total)
}

def main(): Int {
  let belt = new[Queue] in
  let total = new[Total] in
  spawn { queue(belt, 4, nil, nil) };
  spawn { startProducer(1, 10, belt) };
  spawn { startProducer(11, 20, belt) };
  spawn { startConsumer(8, belt, total) };
  spawn { startConsumer(12, belt, total) };
  guard total : Consumed . Consumed {
    receive Consumed(one) from total ->
      guard total : Consumed {
        receive Consumed(other) from total ->
          free(total);
          print(concat("sum of all items: ", intToString(one + other)));
          one + other
      }
  }
}

main()
