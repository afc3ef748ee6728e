# A traffic light: states as definitions that call each other. The night watch may switch the light
# off in any state, exactly once; the types make sure of it, and that no state forgets it.

interface Light { Tick(), Button(Walker!Walk), Off() }
interface Walker { Walk() }

def red(self: Light?((Tick + Button)* . Off)): Unit {
  print("red");
  guard self : (Tick + Button)* . Off {
    receive Tick() from self -> green(self)
    receive Button(walker) from self ->
      walker ! Walk();
      red(self)
    receive Off() from self -> dark(self)
  }
}

def green(self: Light?((Tick + Button)* . Off)): Unit {
  print("green");
  guard self : (Tick + Button)* . Off {
    receive Tick() from self -> amber(self)
    # Nobody walks on green: the light turns to red first, and answers there.
    receive Button(walker) from self ->
      self ! Button(walker);
      amber(self)
    receive Off() from self -> dark(self)
  }
}

def amber(self: Light?((Tick + Button)* . Off)): Unit {
  print("amber");
  red(self)
}

# Switched off. Walkers may cross whenever they like.
def dark(self: Light?((Tick + Button)*)): Unit {
  guard self : (Tick + Button)* {
    free -> print("dark")
    receive Tick() from self -> dark(self)
    receive Button(walker) from self ->
      walker ! Walk();
      dark(self)
  }
}

def clock(ticks: Int, light: Light!): Unit {
  if (ticks == 0) {
    light ! Off()
  } else {
    light ! Tick();
    sleep(2);
    clock(ticks - 1, light)
  }
}

def walker(name: String, light: Light!Button): Unit {
  let self = new[Walker] in
  sleep(rand(8));
  light ! Button(self);
  guard self : Walk {
    receive Walk() from self ->
      free(self);
      print(concat(name, " walks"))
  }
}

def main(): Unit {
  let crossing = new[Light] in
  spawn { red(crossing) };
  spawn { walker("Ann", crossing) };
  spawn { walker("Bob", crossing) };
  clock(6, crossing)
}

main()
