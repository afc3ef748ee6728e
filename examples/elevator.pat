# An elevator in a small house. Calls from the floors are ordinary messages; where the cabin is, is
# an argument of the process that runs it. Shows definitions over plain data, and a reply
# that is sent only when the work behind it is done.

interface Elevator { Call(Int, Int, Passenger!Arrived) }
interface Passenger { Arrived(Int) }

# Moves from one floor to another, and says how many floors that was.
def move(here: Int, there: Int): Int {
  if (here == there) {
    0
  } else {
    print(concat("  passing floor ", intToString(here)));
    1 + move(if (here < there) { here + 1 } else { here - 1 }, there)
  }
}

def elevator(self: Elevator?, floor: Int, travelled: Int): Unit {
  guard self : Call* {
    free ->
      print(concat("floors travelled: ", intToString(travelled)))
    receive Call(start, target, passenger) from self ->
      let unloaded = move(floor, start) in
      let full = move(start, target) in
      passenger ! Arrived(full);
      elevator(self, target, travelled + unloaded + full)
  }
}

def ride(name: String, start: Int, target: Int, elevator: Elevator!Call): Unit {
  let self = new[Passenger] in
  elevator ! Call(start, target, self);
  guard self : Arrived {
    receive Arrived(floors) from self ->
      free(self);
      print(concat(name, concat(" is there; floors: ", intToString(floors))))
  }
}

def main(): Unit {
  let cabin = new[Elevator] in
  spawn { elevator(cabin, 0, 0) };
  spawn { ride("Ann", 0, 4, cabin) };
  spawn { ride("Bob", 3, 1, cabin) };
  ride("Cleo", 2, 5, cabin)
}

main()
