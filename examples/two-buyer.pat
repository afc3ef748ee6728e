# Two buyers and a seller, the classic session between three parties. Alice asks for a book, the
# seller quotes to both buyers, Alice tells Bob what she can pay, and Bob decides.
# Each mailbox type is one party's part of the protocol.

interface Seller { Title(String, Alice!Quote, Bob!Quote), Accept(String, Bob!Delivery), Reject() }
interface Alice { Quote(Int) }
interface Bob { Quote(Int), Share(Int), Delivery(String) }

def price(title: String): Int {
  print(concat("seller: looking up ", title));
  30 + rand(40)
}

# One Title, and then one answer: either Accept or Reject, never both.
def seller(self: Seller?(Title . (Accept + Reject))): Unit {
  guard self : Title . (Accept + Reject) {
    receive Title(title, alice, bob) from self ->
      let quote = price(title) in
      alice ! Quote(quote);
      bob ! Quote(quote);
      guard self : Accept + Reject {
        receive Accept(address, buyer) from self ->
          free(self);
          print(concat("seller: shipping to ", address));
          buyer ! Delivery("Monday")
        receive Reject() from self ->
          free(self);
          print("seller: a pity")
      }
  }
}

def alice(shop: Seller!Title, friend: Bob!): Unit {
  let self = new[Alice] in
  shop ! Title("A Book of Sessions", self, friend);
  guard self : Quote {
    receive Quote(amount) from self ->
      free(self);
      print(concat("alice: it costs ", intToString(amount)));
      friend ! Share(amount / 2)
  }
}

# Quote and Share come from two different senders, so they may arrive in either order;
# nested guards take them in the order that suits Bob.
def bob(self: Bob?(Quote . Share), shop: Seller!(Accept + Reject)): Unit {
  guard self : Quote . Share {
    receive Quote(amount) from self ->
      guard self : Share {
        receive Share(paid) from self ->
          if (amount - paid <= 25) {
            shop ! Accept("Bob's house", self);
            guard self : Delivery {
              receive Delivery(day) from self ->
                free(self);
                print(concat("bob: it comes on ", day))
            }
          } else {
            free(self);
            print("bob: too expensive for me");
            shop ! Reject()
          }
      }
  }
}

def main(): Unit {
  let shop = new[Seller] in
  let friend = new[Bob] in
  spawn { seller(shop) };
  spawn { alice(shop, friend) };
  bob(friend, shop)
}

main()
