// Families of well-typed programs that grow with a number, for measuring how the checker scales.

/** `count` independent futures, each with two interfaces, four definitions and a use; 31 lines each. */
export function futures(count: number): string {
  const numbers = Array.from({ length: count }, (_, i) => i);
  const interfaces = numbers.map(
    i => `interface Future${i} { Put${i}(Int), Get${i}(User${i}!) }
interface User${i} { Reply${i}(Int) }
`,
  );
  const definitions = numbers.map(
    i => `def future${i}s(self: Future${i}?): Unit {
  guard self : Put${i}.Get${i}* {
    receive Put${i}(x) from self -> resolved${i}s(self, x)
  }
}
def resolved${i}s(self: Future${i}?, value: Int): Unit {
  guard self : Get${i}* {
    free -> ()
    receive Get${i}(user) from self ->
      user ! Reply${i}(value);
      resolved${i}s(self, value)
  }
}
def user${i}s(future: Future${i}!): Int {
  let self = new[User${i}] in
  future ! Get${i}(self);
  guard self : Reply${i} {
    receive Reply${i}(x) from self -> free(self); x
  }
}
def use${i}s(): Int {
  let mb = new[Future${i}] in
  spawn { future${i}s(mb) };
  mb ! Put${i}(${i});
  let a = user${i}s(mb) in
  let b = user${i}s(mb) in
  a + b
}
`,
  );
  const uses = numbers.map(i => `  print(intToString(use${i}s()));\n`);
  return `${interfaces.join('')}${definitions.join('')}def main(): Unit {\n${uses.join('')}  ()\n}\nmain()\n`;
}

/** `count` mutually recursive states that pass one mailbox around; 8 lines each. */
export function ring(count: number): string {
  const numbers = Array.from({ length: count }, (_, i) => i);
  const states = numbers.map(
    i => `def state${i}s(self: Ring?, k: Int): Unit {
  if (k <= 0) { free(self) } else {
    self ! S${i}();
    guard self : S${i} {
      receive S${i}() from self -> state${(i + 1) % count}s(self, k - 1)
    }
  }
}
`,
  );
  const tags = numbers.map(i => `S${i}()`).join(', ');
  return `interface Ring { ${tags} }\n${states.join('')}state0s(new[Ring], 100)\n`;
}

/** A server whose mailbox takes any number of each of `kinds` kinds of message, `(A + B + …)*`; 2 lines a kind. */
export function server(kinds: number): string {
  const tags = Array.from({ length: kinds }, (_, i) => `T${letter('A', i / 26)}${letter('a', i % 26)}`);
  return `interface Server { ${tags.map(tag => `${tag}(Int)`).join(', ')} }
def server(self: Server?): Unit {
  guard self : (${tags.join(' + ')})* {
    free -> ()
${tags.map(tag => `    receive ${tag}(x) from self -> print(intToString(x)); server(self)\n`).join('')}  }
}
def main(): Unit {
  let s = new[Server] in
  spawn { server(s) };
${tags.map(tag => `  s ! ${tag}(1);\n`).join('')}  ()
}
main()
`;
}

/** The letter `n` places, rounded down, after `first`. */
function letter(first: string, n: number): string {
  return String.fromCharCode(first.charCodeAt(0) + Math.floor(n));
}

/** Lines of a text that ends in a line break. */
export function lines(text: string): number {
  return text.split('\n').length - 1;
}

const families = { futures, ring, server };
export type Family = keyof typeof families;

export function isFamily(name: string): name is Family {
  return Object.hasOwn(families, name);
}

/** The program of a family with a size. */
export function program(family: Family, size: number): string {
  return families[family](size);
}
