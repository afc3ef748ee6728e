# Tuples of mailboxes: a definition that starts a process and returns two ends at once, one to send
# orders through and one on which the result will come.

interface Oven { Bake(String), Close() }
interface Receipt { Loaves(Int) }

def oven(self: Oven?(Bake* . Close), loaves: Int, receipt: Receipt!Loaves): Unit {
  guard self : Bake* . Close {
    receive Bake(kind) from self ->
      print(concat("baking ", kind));
      oven(self, loaves + 1, receipt)
    receive Close() from self -> lastLoaves(self, loaves, receipt)
  }
}

def lastLoaves(self: Oven?(Bake*), loaves: Int, receipt: Receipt!Loaves): Unit {
  guard self : Bake* {
    free -> receipt ! Loaves(loaves)
    receive Bake(kind) from self ->
      print(concat("still baking ", kind));
      lastLoaves(self, loaves + 1, receipt)
  }
}

# Inside a tuple both mailboxes are returnable, as if [R] were written.
def startOven(): (Oven!(Bake* . Close) * Receipt?Loaves) {
  let orders = new[Oven] in
  let receipt = new[Receipt] in
  spawn { oven(orders, 0, receipt) };
  (orders, receipt)
}

def read(receipt: Receipt?Loaves): Int {
  guard receipt : Loaves {
    receive Loaves(n) from receipt ->
      free(receipt);
      n
  }
}

def main(): Int {
  # Taking the tuple apart gives each part its own duty: a Close for one, a guard for the other.
  let (orders, receipt) = startOven() in
  orders ! Bake("rye");
  orders ! Bake("spelt");
  orders ! Bake("brioche");
  orders ! Close();
  let (loaves, price) : (Int * Int) = (read(receipt), 4) in
  print(concat("loaves: ", intToString(loaves)));
  print(concat("to pay: ", intToString(loaves * price)));
  loaves
}

main()
