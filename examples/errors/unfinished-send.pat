# Wrong: a send without its message.

interface Postbox { Letter(String) }

def write(box: Postbox!): Unit {
  box !
}

let box = new[Postbox] in
write(box);
free(box)
