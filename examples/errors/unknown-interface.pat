# Wrong: there is no interface Postbx.

interface Postbox { Letter(String) }

let box = new[Postbx] in
free(box)
