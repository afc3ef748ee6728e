# A map from integers to strings as a binary search tree of processes: each key has a process, which
# passes on what is not for it. Nothing is shared; the tree is only made of who knows whom.

interface Tree { Put(Int, String), Get(Int, Client!(Found + Missing)) }
interface Client { Found(String), Missing() }

# A place where no key is yet. The first Put turns it into a node, with two new leaves below.
def leaf(self: Tree?): Unit {
  guard self : (Put + Get)* {
    free -> ()
    receive Put(key, value) from self ->
      let left = new[Tree] in
      let right = new[Tree] in
      spawn { leaf(left) };
      spawn { leaf(right) };
      node(self, key, value, left, right)
    receive Get(key, client) from self ->
      client ! Missing();
      leaf(self)
  }
}

def node(self: Tree?, key: Int, value: String, left: Tree!, right: Tree!): Unit {
  guard self : (Put + Get)* {
    free -> ()
    receive Put(k, v) from self ->
      if (k == key) {
        node(self, key, v, left, right)
      } else {
        if (k < key) { left ! Put(k, v) } else { right ! Put(k, v) };
        node(self, key, value, left, right)
      }
    receive Get(k, client) from self ->
      if (k == key) {
        client ! Found(value)
      } else {
        if (k < key) { left ! Get(k, client) } else { right ! Get(k, client) }
      };
      node(self, key, value, left, right)
  }
}

def get(tree: Tree!Get, key: Int): String {
  let self = new[Client] in
  tree ! Get(key, self);
  guard self : Found + Missing {
    receive Found(value) from self ->
      free(self);
      value
    receive Missing() from self ->
      free(self);
      "nothing"
  }
}

def show(tree: Tree!Get, key: Int): Unit {
  print(concat(intToString(key), concat(" -> ", get(tree, key))))
}

def main(): Unit {
  let map = new[Tree] in
  spawn { leaf(map) };
  map ! Put(50, "Sn");
  map ! Put(26, "Fe");
  map ! Put(79, "Au");
  map ! Put(47, "?");
  map ! Put(47, "Ag");
  show(map, 26);
  show(map, 47);
  show(map, 79);
  show(map, 118)
}

main()
