# An auction: everybody bids once, the highest bid wins. The auctioneer keeps the best bidder so far as
# an argument, and `Bidder!(Outbid + Won)` says that each bidder gets exactly one answer. The checker
# cannot know that two bids come from two mailboxes; with `receive*` the author vouches for it.

interface Auction { Bid(Int, Bidder!(Outbid + Won)) }
interface Bidder { Outbid(Int), Won() }

# At least one bid will come: `Bid . Bid*`. So there is always a leader, and no case without one.
def open(self: Auction?(Bid . Bid*), lot: String): Unit {
  print(concat("for sale: ", lot));
  guard self : Bid . Bid* {
    receive Bid(amount, bidder) from self -> bidding(self, lot, amount, bidder)
  }
}

# The hammer falls when nobody can bid any more.
def bidding(self: Auction?(Bid*), lot: String, best: Int, leader: Bidder!(Outbid + Won)): Unit {
  guard self : Bid* {
    free ->
      print(concat(lot, concat(" is sold for ", intToString(best))));
      leader ! Won()
    receive* Bid(amount, bidder) from self ->
      if (amount > best) {
        leader ! Outbid(amount);
        bidding(self, lot, amount, bidder)
      } else {
        bidder ! Outbid(best);
        bidding(self, lot, best, leader)
      }
  }
}

def bid(name: String, amount: Int, auction: Auction!Bid): Unit {
  let self = new[Bidder] in
  auction ! Bid(amount, self);
  guard self : Outbid + Won {
    receive Outbid(best) from self ->
      free(self);
      print(concat(name, concat(" is outbid at ", intToString(best))))
    receive Won() from self ->
      free(self);
      print(concat(name, concat(" wins with ", intToString(amount))))
  }
}

def main(): Unit {
  let house = new[Auction] in
  spawn { open(house, "a fine old lexer") };
  spawn { bid("Ann", 40 + rand(40), house) };
  spawn { bid("Bob", 50 + rand(20), house) };
  bid("Cleo", 30 + rand(80), house)
}

main()
