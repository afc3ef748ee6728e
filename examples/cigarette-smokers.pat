# Cigarette smokers (an actor benchmark): an agent puts two ingredients on the table; the smoker who
# has the third one takes them and smokes. Then the agent goes on.

interface Agent { Smoking() }
interface Smoker { Ingredients(String, Agent!Smoking) }

# A smoker lives as long as the agent can still send something.
def smoker(self: Smoker?, owns: String): Unit {
  guard self : Ingredients* {
    free -> print(concat("no more for the smoker with ", owns))
    receive Ingredients(offer, agent) from self ->
      print(concat("on the table: ", concat(offer, concat("; smoking: the one with ", owns))));
      agent ! Smoking();
      sleep(1);
      smoker(self, owns)
  }
}

# In each round one of three messages is sent, so each smoker gets any number of them.
def agent(self: Agent?, rounds: Int, paper: Smoker!, tobacco: Smoker!, matches: Smoker!): Unit {
  if (rounds == 0) {
    free(self)
  } else {
    let choice = rand(3) in
    if (choice == 0) {
      paper ! Ingredients("tobacco and matches", self)
    } else {
      if (choice == 1) {
        tobacco ! Ingredients("paper and matches", self)
      } else {
        matches ! Ingredients("paper and tobacco", self)
      }
    };
    guard self : Smoking {
      receive Smoking() from self -> agent(self, rounds - 1, paper, tobacco, matches)
    }
  }
}

def main(): Unit {
  let paper = new[Smoker] in
  let tobacco = new[Smoker] in
  let matches = new[Smoker] in
  spawn { smoker(paper, "paper") };
  spawn { smoker(tobacco, "tobacco") };
  spawn { smoker(matches, "matches") };
  let table = new[Agent] in
  agent(table, 6, paper, tobacco, matches)
}

main()
