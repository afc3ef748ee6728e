# A small robotics plant. Robots fetch parts from a warehouse behind a door that lets in one robot at
# a time. The door either lets a robot in, and has the part made ready, or tells it to come back.

interface Door { Want(Int, Robot!(Busy + (GoIn . Part))), Left() }
interface Robot { Busy(), GoIn(Door!Left), Part(Int, Warehouse!Taken) }
interface Warehouse { Prepare(Int, Robot!Part), Taken() }

def closedDoor(self: Door?(Want*), warehouse: Warehouse!): Unit {
  guard self : Want* {
    free -> print("door: shut for today")
    receive Want(part, robot) from self ->
      robot ! GoIn(self);
      warehouse ! Prepare(part, robot);
      openDoor(self, warehouse)
  }
}

# One robot is inside and will leave exactly once. Others are sent away in the meantime.
def openDoor(self: Door?(Left . Want*), warehouse: Warehouse!): Unit {
  guard self : Left . Want* {
    receive Want(part, robot) from self ->
      robot ! Busy();
      openDoor(self, warehouse)
    receive Left() from self -> closedDoor(self, warehouse)
  }
}

# The next order waits until the part on the counter is taken.
def warehouse(self: Warehouse?(Prepare*)): Unit {
  guard self : Prepare* {
    free -> print("warehouse: shut for today")
    receive Prepare(part, robot) from self ->
      print(concat("warehouse: part ", intToString(part)));
      robot ! Part(part, self);
      guard self : Taken . Prepare* {
        receive Taken() from self -> warehouse(self)
      }
  }
}

# GoIn and Part have different senders and come in any order: `GoIn . Part`.
def robot(self: Robot?, name: String, part: Int, door: Door!): Unit {
  door ! Want(part, self);
  guard self : Busy + (GoIn . Part) {
    receive Busy() from self ->
      sleep(1);
      robot(self, name, part, door)
    receive GoIn(way) from self ->
      guard self : Part {
        receive Part(number, counter) from self ->
          free(self);
          counter ! Taken();
          way ! Left();
          print(concat(name, concat(" has part ", intToString(number))))
      }
    receive Part(number, counter) from self ->
      guard self : GoIn {
        receive GoIn(way) from self ->
          free(self);
          counter ! Taken();
          way ! Left();
          print(concat(name, concat(" reached over for part ", intToString(number))))
      }
  }
}

def switchOn(name: String, part: Int, door: Door!): Unit {
  let self = new[Robot] in
  robot(self, name, part, door)
}

def main(): Unit {
  let door = new[Door] in
  let store = new[Warehouse] in
  spawn { warehouse(store) };
  spawn { closedDoor(door, store) };
  spawn { switchOn("Marvin", 7, door) };
  spawn { switchOn("Eve", 12, door) };
  spawn { switchOn("Gort", 3, door) }
}

main()
