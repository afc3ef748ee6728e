# Wrong: a Move carries two numbers, and this one has three.
# The receiver's clause binds two names.

interface Robot { Move(Int, Int) }

let robot = new[Robot] in
robot ! Move(1, 2, 3);
guard robot : Move {
  receive Move(x, y) from robot -> free(robot)
}
