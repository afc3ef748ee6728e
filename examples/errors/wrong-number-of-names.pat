# Wrong: a Move carries two numbers, but the clause that receives it names one.

interface Robot { Move(Int, Int) }

let robot = new[Robot] in
robot ! Move(1, 2);
guard robot : Move {
  receive Move(x) from robot -> free(robot)
}
