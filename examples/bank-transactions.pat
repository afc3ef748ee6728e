# Bank transactions (an actor benchmark): a teller orders transfers between three accounts, which
# pay each other directly. At the end an auditor checks that no money was made or lost.

interface Account { Transfer(Int, Account!Credit, Teller!Done), Credit(Int) }
interface Teller { Done() }
interface Auditor { Closed(Int) }

# The message Transfer carries the account that gets the money: `Account!Credit` obliges whoever
# receives it to send one Credit there. An account reports its balance when nobody can reach it
# any more: no teller, and no transfer still under way.
def account(self: Account?, balance: Int, auditor: Auditor!Closed): Unit {
  guard self : (Transfer + Credit)* {
    free ->
      auditor ! Closed(balance)
    receive Transfer(amount, target, teller) from self ->
      target ! Credit(amount);
      teller ! Done();
      account(self, balance - amount, auditor)
    receive Credit(amount) from self ->
      account(self, balance + amount, auditor)
  }
}

# One transfer at a time, along a route that chance picks. How many messages go to which account is
# not known before, so the inferred type of each is `Account!(Transfer*)`.
def teller(transfers: Int, a: Account!, b: Account!, c: Account!): Unit {
  if (transfers == 0) {
    ()
  } else {
    let self = new[Teller] in
    let amount = 1 + rand(20) in
    let route = rand(3) in
    if (route == 0) {
      a ! Transfer(amount, b, self)
    } else {
      if (route == 1) { b ! Transfer(amount, c, self) } else { c ! Transfer(amount, a, self) }
    };
    guard self : Done {
      receive Done() from self ->
        free(self);
        teller(transfers - 1, a, b, c)
    }
  }
}

def auditor(self: Auditor?, total: Int): Int {
  guard self : Closed* {
    free -> total
    receive Closed(balance) from self -> auditor(self, total + balance)
  }
}

def main(): Unit {
  let books = new[Auditor] in
  let a = new[Account] in
  let b = new[Account] in
  let c = new[Account] in
  spawn { account(a, 500, books) };
  spawn { account(b, 500, books) };
  spawn { account(c, 500, books) };
  spawn { teller(50, a, b, c) };
  print(concat("money in the bank, after 50 transfers: ", intToString(auditor(books, 0))))
}

main()
