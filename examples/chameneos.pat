# Chameneos (an actor benchmark): creatures meet in pairs at a mall and change colour.
# The mall holds on to one creature while it waits for another. Two creatures in one hand could be
# the same mailbox, and the checker refuses that in a `receive`; with `receive*` the author vouches
# that they differ: a creature that waits for its answer never asks twice.

interface Mall { Meet(Int, Creature!(Met + Closed)) }
interface Creature { Met(Int), Closed() }
interface Census { Meetings(Int) }

def mall(self: Mall?, left: Int): Unit {
  guard self : Meet* {
    free -> print("the mall is empty")
    receive Meet(colour, one) from self ->
      if (left == 0) {
        one ! Closed();
        mall(self, 0)
      } else {
        pair(self, left, colour, one)
      }
  }
}

def pair(self: Mall?, left: Int, colour: Int, one: Creature!(Met + Closed)): Unit {
  guard self : Meet* {
    free -> one ! Closed()
    receive* Meet(another, other) from self ->
      one ! Met(another);
      other ! Met(colour);
      mall(self, left - 1)
  }
}

# 0 is blue, 1 red, 2 yellow: two different colours become the third, equal ones stay.
def blend(mine: Int, theirs: Int): Int {
  if (mine == theirs) { mine } else { 3 - mine - theirs }
}

def creature(
  self: Creature?,
  colour: Int,
  meetings: Int,
  mall: Mall!,
  census: Census!Meetings
): Unit {
  mall ! Meet(colour, self);
  guard self : Met + Closed {
    receive Met(theirs) from self ->
      creature(self, blend(colour, theirs), meetings + 1, mall, census)
    receive Closed() from self ->
      free(self);
      census ! Meetings(meetings)
  }
}

def enter(colour: Int, mall: Mall!, census: Census!Meetings): Unit {
  let self = new[Creature] in
  creature(self, colour, 0, mall, census)
}

# Every meeting is counted by both who took part.
def count(self: Census?, total: Int): Unit {
  guard self : Meetings* {
    free -> print(concat("meetings: ", intToString(total / 2)))
    receive Meetings(n) from self -> count(self, total + n)
  }
}

def main(): Unit {
  let place = new[Mall] in
  let census = new[Census] in
  spawn { mall(place, 40) };
  spawn { enter(0, place, census) };
  spawn { enter(1, place, census) };
  spawn { enter(2, place, census) };
  spawn { enter(0, place, census) };
  count(census, 0)
}

main()
