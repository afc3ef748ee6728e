# Publish and subscribe. Subscribers come in messages and cannot be put into a list, so the broker
# grows a chain of relays instead: each relay holds one reader and the next relay.

interface Broker { Subscribe(Reader!(News*)), Publish(String) }
interface Relay { Forward(String) }
interface Reader { News(String) }

def broker(self: Broker?, head: Relay!): Unit {
  guard self : (Subscribe + Publish)* {
    free -> ()
    receive Subscribe(reader) from self ->
      let link = new[Relay] in
      spawn { relay(link, reader, head) };
      broker(self, link)
    receive Publish(text) from self ->
      head ! Forward(text);
      broker(self, head)
  }
}

# When the broker is gone the first relay ends, then the next, and with each its reader.
def relay(self: Relay?, reader: Reader!, next: Relay!): Unit {
  guard self : Forward* {
    free -> ()
    receive Forward(text) from self ->
      reader ! News(text);
      next ! Forward(text);
      relay(self, reader, next)
  }
}

# The end of the chain, which has nobody to tell.
def archive(self: Relay?, items: Int): Unit {
  guard self : Forward* {
    free -> print(concat("items published: ", intToString(items)))
    receive Forward(text) from self -> archive(self, items + 1)
  }
}

def reader(self: Reader?, name: String): Unit {
  guard self : News* {
    free -> print(concat(name, " closes the paper"))
    receive News(text) from self ->
      print(concat(name, concat(": ", text)));
      reader(self, name)
  }
}

def subscribe(broker: Broker!Subscribe, name: String): Unit {
  let self = new[Reader] in
  broker ! Subscribe(self);
  spawn { reader(self, name) }
}

def main(): Unit {
  let press = new[Broker] in
  let end = new[Relay] in
  spawn { archive(end, 0) };
  spawn { broker(press, end) };
  subscribe(press, "Ann");
  press ! Publish("rain tomorrow");
  subscribe(press, "Bob");
  press ! Publish("sun at last")
}

main()
