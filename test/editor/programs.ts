// The programs that the editor tests open. Each test that edits has one of its own, so that tests stay apart.
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeScratch } from './scratch.ts';
import { shared } from './shared.ts';

/** Accepted. `f` in `put` has no pattern: it is solved to exactly one Put. */
export const future = `# A future that is written once.
interface Future { Put(Int) }

def put(f: Future!): Unit {
  f ! Put(42)
}

def main(): Unit {
  let f = new[Future] in
  spawn { put(f) };
  guard f : Put {
    receive Put(n) from f ->
      free(f);
      print(concat("the answer is ", intToString(n)))
  }
}

main()
`;

/** Accepted; never ends by itself, and says when it has begun. */
export const endless = `def loop(): Unit { loop() }

print("looping");
loop()
`;

/** Accepted by the checker; divides by zero on line 2, columns 3 to 8. */
export const divides = `def half(n: Int): Int {
  n / 0
}

print(intToString(half(4)))
`;

/** The folder in which all are that are opened as workspaces. */
export const foldersFolder = shared(() => makeScratch('pat-folders-'));

/** Makes a folder with the given files, to be opened as a workspace. The caller gives it to `removeScratch`. */
export async function makeFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(await foldersFolder(), 'folder-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}

/**
 * Accepted with `aliasCheck` "none" only: the clause uses `other` while it receives a mailbox of the same interface,
 * and both could be one mailbox (spec, alias check, mode "interface").
 */
export const aliased = `interface Future { Get(User!Reply) }
interface User { Reply(Int) }

def serve(f: Future?Get, other: User!Reply): Unit {
  guard f : Get {
    receive Get(user) from f ->
      user ! Reply(1);
      other ! Reply(2);
      free(f)
  }
}

let f = new[Future] in
let other = new[User] in
let user = new[User] in
f ! Get(user);
spawn { serve(f, other) };
spawn { guard other : Reply { receive Reply(n) from other -> free(other) } };
guard user : Reply { receive Reply(n) from user -> free(user) }
`;

/** Accepted; prints for ever, as fast as it can. */
export const flood = `def count(n: Int): Unit {
  print(concat("line ", intToString(n)));
  count(n + 1)
}

count(0)
`;

const kinds = Array.from({ length: 20 }, (_, i) => `T${i}`);
const atMostOneEach = (some: readonly string[]): string => some.map(kind => `(1 + ${kind})`).join(' . ');

/** A mailbox that `all` says holds at most one message of each kind, and `split` again, by whether there is a T0. */
const splitBy = (
  kindsWithoutT0: readonly string[],
): string => `interface Box { ${kinds.map(kind => `${kind}()`).join(', ')} }

def all(box: Box?(${atMostOneEach(kinds)})): Unit {
  split(box)
}

def split(box: Box?((T0 . ${atMostOneEach(kinds.slice(1))}) + (${atMostOneEach(kindsWithoutT0)}))): Unit {
  split(box)
}
`;

/** Accepted. The checker's own procedure does not get to the end of the combinations of messages; Z3 does. */
export const combinations = splitBy(kinds.slice(1));

/** Rejected, as Z3 finds: without a T0 there may be a T1, which `split` does not say. Put `missing` where it is missing. */
export const gap = splitBy(kinds.slice(2));
export const missing = '(1 + T1) . ';

/** Accepted with a warning: `+` and `.` meet without parentheses, on line 3. */
export const unclear = `interface Box { A(), B(), C() }

def take(box: Box?(A . B + C)): Unit {
  guard box : A . (B + C) {
    receive A() from box ->
      guard box : B + C {
        receive B() from box -> free(box)
        receive C() from box -> free(box)
      }
  }
}

let box = new[Box] in
spawn { box ! A() };
spawn { box ! C() };
take(box)
`;
