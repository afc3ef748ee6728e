# A rate limiter (a token bucket): a clock drops in tokens, every request takes one out, and without
# a token the request is refused. Shows a process with two very different kinds of clients.

interface Bucket { Tick(), Request(Client!(Granted + Refused)) }
interface Client { Granted(), Refused() }

def bucket(self: Bucket?, tokens: Int, size: Int): Unit {
  guard self : (Tick + Request)* {
    free -> print("the limiter stops")
    receive Tick() from self ->
      if (tokens < size) { bucket(self, tokens + 1, size) } else { bucket(self, size, size) }
    receive Request(client) from self ->
      if (tokens > 0) {
        client ! Granted();
        bucket(self, tokens - 1, size)
      } else {
        client ! Refused();
        bucket(self, 0, size)
      }
  }
}

def clock(ticks: Int, bucket: Bucket!): Unit {
  if (ticks == 0) {
    ()
  } else {
    sleep(2);
    bucket ! Tick();
    clock(ticks - 1, bucket)
  }
}

# Whether this request may go ahead.
def allowed(bucket: Bucket!Request): Bool {
  let self = new[Client] in
  bucket ! Request(self);
  guard self : Granted + Refused {
    receive Granted() from self ->
      free(self);
      true
    receive Refused() from self ->
      free(self);
      false
  }
}

# Sends a burst of requests; gives back how many of them went through.
def burst(requests: Int, granted: Int, bucket: Bucket!): Int {
  if (requests == 0) {
    granted
  } else {
    if (allowed(bucket)) {
      burst(requests - 1, granted + 1, bucket)
    } else {
      sleep(rand(3));
      burst(requests - 1, granted, bucket)
    }
  }
}

def main(): Unit {
  let limiter = new[Bucket] in
  spawn { bucket(limiter, 3, 3) };
  spawn { clock(5, limiter) };
  let granted = burst(12, 0, limiter) in
  print(concat("granted, of 12: ", intToString(granted)));
  if (granted < 3 || granted > 8) { print("that is wrong") } else { print("within the limit") }
}

main()
