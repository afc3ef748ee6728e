# A load balancer: jobs go to three workers in turn. The rotation needs no list and no index; the
# balancer calls itself with its workers in another order. Atoms name the kinds of work.

interface Balancer { Job(Int, Atom, Client!Done) }
interface Worker { Do(Int, Atom, Client!Done) }
interface Client { Done(Int, Atom) }

def balancer(self: Balancer?, first: Worker!, second: Worker!, third: Worker!): Unit {
  guard self : Job* {
    free -> ()
    receive Job(n, kind, client) from self ->
      first ! Do(n, kind, client);
      balancer(self, second, third, first)
  }
}

def worker(self: Worker?, name: String, jobs: Int): Unit {
  guard self : Do* {
    free -> print(concat(name, concat(" did jobs: ", intToString(jobs))))
    receive Do(n, kind, client) from self ->
      client ! Done(n * n, kind);
      worker(self, name, jobs + 1)
  }
}

def submit(jobs: Int, balancer: Balancer!, client: Client!): Unit {
  if (jobs == 0) {
    ()
  } else {
    balancer ! Job(jobs, if (randBool()) { :urgent } else { :normal }, client);
    submit(jobs - 1, balancer, client)
  }
}

def collect(self: Client?, sum: Int): Int {
  guard self : Done* {
    free -> sum
    receive Done(n, kind) from self -> collect(self, sum + n)
  }
}

def main(): Int {
  let front = new[Balancer] in
  let a = new[Worker] in
  let b = new[Worker] in
  let c = new[Worker] in
  spawn { worker(a, "a", 0) };
  spawn { worker(b, "b", 0) };
  spawn { worker(c, "c", 0) };
  spawn { balancer(front, a, b, c) };
  let self = new[Client] in
  submit(12, front, self);
  let sum = collect(self, 0) in
  print(concat("sum of squares: ", intToString(sum)));
  sum
}

main()
