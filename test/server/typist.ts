// Types a program as a person at an editor does: brackets close themselves and are typed over, Enter indents and opens a
// pair of braces, letters go wrong and are mended, and now and then an earlier line is changed and changed back. The
// same seed makes the same keystrokes.

/** A replaced part of the text, in UTF-16 offsets. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Keystroke {
  readonly change: Change;
  /** Where the cursor is afterwards. */
  readonly cursor: number;
  /** The character typed, unless it was Backspace. */
  readonly typed: string | undefined;
}

/** Numbers from 0 below 1 (mulberry32), the same for the same seed. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function applied(text: string, { start, end, text: put }: Change): string {
  return text.slice(0, start) + put + text.slice(end);
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '"': '"' };

/** How often a letter goes wrong, and how often an earlier place is gone back to. */
const slips = 0.03;
const returns = 0.01;

/**
 * The keystrokes that type `program` at an offset of a text, which stays around it. When all are made, the text has the
 * program there.
 */
export function* typing(program: string, seed: number, at = 0): Generator<Keystroke> {
  const random = generator(seed);
  const below = (n: number): number => Math.floor(random() * n);
  let cursor = at;
  /** What the editor has put behind the cursor by itself, innermost first. */
  const ahead: string[] = [];
  /** What is in the text from `at` to the cursor. */
  let done = '';
  const insert = (put: string, typed = put, behind = ''): Keystroke => {
    const change = { start: cursor, end: cursor, text: put + behind };
    cursor += put.length;
    return { change, cursor, typed };
  };
  const remove = (): Keystroke => {
    cursor--;
    return { change: { start: cursor, end: cursor + 1, text: '' }, cursor, typed: undefined };
  };

  for (let i = 0; i < program.length; ) {
    const character = program[i] ?? '';
    const closer = ahead[0];
    if (closer !== undefined && program.startsWith(closer, i)) {
      ahead.shift();
      const typed = closer.at(-1) ?? '';
      // Typed over, or gone past when it is on a line of its own.
      yield {
        change: { start: cursor, end: cursor + closer.length, text: closer },
        cursor: cursor + closer.length,
        typed,
      };
      cursor += closer.length;
      done += closer;
      i += closer.length;
      continue;
    }
    if (/\w/.test(character) && random() < slips) {
      const wrong = 1 + below(3);
      for (let n = 0; n < wrong; n++) yield insert(String.fromCharCode(97 + below(26)));
      for (let n = 0; n < wrong; n++) yield remove();
    }
    if (random() < returns && done.length > 20) yield* changeEarlier(at, done, below);
    if (character === '\n') {
      const indent = /^\n[ \t]*/.exec(program.slice(i))?.[0] ?? '\n';
      if (closer === '}' && program[i - 1] === '{') {
        const outside = `\n${indentOf(done)}`;
        yield insert(indent, '\n', outside);
        ahead[0] = `${outside}}`;
      } else yield insert(indent, '\n');
      done += indent;
      i += indent.length;
      continue;
    }
    const closing = closers[character];
    const next = program[i + 1] ?? '\n';
    if (closing !== undefined && (character === '"' || /[\s)\]}\w]/.test(next) || next === closing)) {
      yield insert(character, character, closing);
      ahead.unshift(closing);
    } else yield insert(character);
    done += character;
    i++;
  }
  // What the editor closed and the program does not (in a comment, say) goes.
  const left = ahead.join('').length;
  if (left > 0) yield { change: { start: cursor, end: cursor + left, text: '' }, cursor, typed: undefined };
}

/** Takes a character out of what is done and puts it in again. */
function* changeEarlier(at: number, done: string, below: (n: number) => number): Generator<Keystroke> {
  const place = below(done.length - 1);
  const start = at + place;
  const character = done[place] ?? ' ';
  // A pair of characters that is one is not taken apart.
  if (/[\ud800-\udfff\r\n]/.test(character)) return;
  yield { change: { start, end: start + 1, text: '' }, cursor: start, typed: undefined };
  yield { change: { start, end: start, text: character }, cursor: start + 1, typed: character };
}

/** The blanks that the last line begins with. */
function indentOf(text: string): string {
  return /[ \t]*/.exec(text.slice(text.lastIndexOf('\n') + 1))?.[0] ?? '';
}
