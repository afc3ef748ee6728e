# Wrong: an interface lists the same message twice, with different contents.
# Neither sender nor receiver would know which is meant.

interface Postbox { Letter(String), Letter(Int) }

let box = new[Postbox] in
free(box)
