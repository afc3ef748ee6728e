# A bank account. A withdrawal is answered with a sum: the new balance, or why it was refused.

interface Account { Deposit(Int), Withdraw(Int, Customer!Outcome), Balance(Customer!Outcome) }
interface Customer { Outcome((Int + String)) }

def account(self: Account?, balance: Int): Unit {
  guard self : (Deposit + Withdraw + Balance)* {
    free ->
      print(concat("account closed at ", intToString(balance)))
    receive Deposit(amount) from self ->
      account(self, balance + amount)
    receive Withdraw(amount, customer) from self ->
      if (amount <= balance) {
        let rest = balance - amount in
        customer ! Outcome(inl(rest));
        account(self, rest)
      } else {
        customer ! Outcome(inr("not enough money"));
        account(self, balance)
      }
    receive Balance(customer) from self ->
      customer ! Outcome(inl(balance));
      account(self, balance)
  }
}

# Waits for the answer that is due on `self`, and frees the mailbox.
def await(self: Customer?Outcome): (Int + String) {
  guard self : Outcome {
    receive Outcome(outcome) from self ->
      free(self);
      outcome
  }
}

def withdraw(account: Account!Withdraw, amount: Int): (Int + String) {
  let self = new[Customer] in
  account ! Withdraw(amount, self);
  await(self)
}

def report(what: String, outcome: (Int + String)): Unit {
  case outcome of {
    inl(balance) : Int -> print(concat(what, concat(": done, now ", intToString(balance))))
  | inr(reason) : String -> print(concat(what, concat(": refused, ", reason)))
  }
}

def main(): Unit {
  let savings = new[Account] in
  spawn { account(savings, 100) };
  savings ! Deposit(50);
  report("withdraw 120", withdraw(savings, 120));
  report("withdraw 120 again", withdraw(savings, 120));
  let self = new[Customer] in
  savings ! Balance(self);
  report("balance", await(self))
}

main()
