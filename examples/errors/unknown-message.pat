# Wrong: the interface Postbox has no message Parcel.

interface Postbox { Letter(String) }

let box = new[Postbox] in
box ! Parcel("a book");
free(box)
