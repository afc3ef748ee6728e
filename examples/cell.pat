# A reference cell as a process: mutable state without shared memory. `Set` needs no answer; `Add`
# answers with what was there before, so that two processes can add without losing a count.

interface Cell { Set(Int), Get(User!Contents), Add(Int, User!Contents) }
interface User { Contents(Int) }

def cell(self: Cell?, contents: Int): Unit {
  guard self : (Set + Get + Add)* {
    free -> print(concat("the cell last held ", intToString(contents)))
    receive Set(value) from self -> cell(self, value)
    receive Get(user) from self ->
      user ! Contents(contents);
      cell(self, contents)
    receive Add(value, user) from self ->
      user ! Contents(contents);
      cell(self, contents + value)
  }
}

def await(self: User?Contents): Int {
  guard self : Contents {
    receive Contents(value) from self ->
      free(self);
      value
  }
}

def get(cell: Cell!Get): Int {
  let self = new[User] in
  cell ! Get(self);
  await(self)
}

# Adds and gives back what was there before, in one step that nobody can come between.
def fetchAndAdd(cell: Cell!Add, value: Int): Int {
  let self = new[User] in
  cell ! Add(value, self);
  await(self)
}

def addMany(cell: Cell!, times: Int): Unit {
  if (times == 0) {
    ()
  } else {
    let before = fetchAndAdd(cell, 1) in
    addMany(cell, times - 1)
  }
}

def main(): Int {
  let shared = new[Cell] in
  spawn { cell(shared, 0) };
  spawn { addMany(shared, 10) };
  spawn { addMany(shared, 10) };
  print(concat("somewhere on the way: ", intToString(get(shared))));
  shared ! Set(100);
  get(shared)
}

main()
