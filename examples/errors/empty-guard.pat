# Wrong: a guard without clauses.
# There must be at least one way to go on.

interface Postbox { Letter(String) }

let box = new[Postbox] in
guard box : Letter {
}
