# Wrong: two interfaces have the same name.
# A mailbox of the one could be taken for a mailbox of the other.

interface Postbox { Letter(String) }
interface Postbox { Parcel(Int) }

let box = new[Postbox] in
free(box)
