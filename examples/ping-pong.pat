# Ping-pong (an actor benchmark): two processes send a ball to and fro.
# With each Pong comes the right to send one more message, Ping or Stop: `Ponger!(Ping + Stop)`.
# So the ponger knows that exactly one message is due at any time, and when it has to end.

interface Pinger { Pong(Ponger!(Ping + Stop)) }
interface Ponger { Ping(Pinger!Pong), Stop() }

def ponger(self: Ponger?(Ping + Stop)): Unit {
  guard self : Ping + Stop {
    receive Ping(pinger) from self ->
      pinger ! Pong(self);
      ponger(self)
    receive Stop() from self ->
      free(self);
      print("ponger: done")
  }
}

def pinger(self: Pinger?Pong, rounds: Int): Unit {
  guard self : Pong {
    receive Pong(partner) from self ->
      if (rounds == 0) {
        free(self);
        partner ! Stop();
        print("pinger: done")
      } else {
        partner ! Ping(self);
        pinger(self, rounds - 1)
      }
  }
}

def main(): Unit {
  let table = new[Ponger] in
  let player = new[Pinger] in
  spawn { ponger(table) };
  table ! Ping(player);
  pinger(player, 100)
}

main()
