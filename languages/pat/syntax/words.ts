// The words and signs of the language (spec §1), told once: what each does, how it is coloured, what to say where it does not
// fit, and what people write for it who come from elsewhere. Completion, hover, the faults of stray tokens, the repair of
// misspelt words and the TextMate grammar (`ide/textmate.ts`) are made of this.

export interface Word {
  /** What kind of word it is, for its colour. */
  readonly kind:
    | 'item'
    | 'control'
    | 'function'
    | 'injection'
    | 'value'
    | 'type'
    | 'arrow'
    | 'cons'
    | 'annotation'
    | 'logical'
    | 'comparison'
    | 'assignment'
    | 'send'
    | 'capability'
    | 'operator'
    | 'separator'
    | 'bracket';
  /** Its construct in source syntax, with `…` for the parts, */
  readonly form?: string;
  /** and what that does, in Markdown. */
  readonly meaning?: string;
  /** What to say where it does not fit. */
  readonly stray?: string;
  /** It goes on with something: where several tokens do not fit, it is the one to speak of. */
  readonly joins?: true;
  /** What people write for it who come from other languages, or mix up two words of this one. */
  readonly alsoWritten?: readonly string[];
  /** It may be a name as well. */
  readonly isName?: true;
}

const binds = {
  form: 'let x = … in …',
  meaning: 'Computes a value and names it in what follows `in`. `let (x, y) = …` takes a tuple apart.',
};
const choice = {
  form: 'if (…) { … } else { … }',
  meaning: 'Does one of the two. Both must use each mailbox, as far as it has to be used.',
};
const sums = {
  form: 'case … of { inl(x): A -> … | inr(y): B -> … }',
  meaning: 'Asks which side of a sum a value is on, and names what it holds.',
};
const receives = {
  form: 'receive Tag(x) from mailbox -> …',
  meaning:
    'A clause of a `guard`: takes the oldest message of this tag, names its payloads, and names the mailbox with what remains in it.',
};
const side = (name: string, which: string): Word => ({
  kind: 'injection',
  form: `${name}(…)`,
  meaning: `The ${which} side of a sum, such as \`(Int + Bool)\`. \`case\` tells the sides apart.`,
});
const closing = (sign: string): Word => ({
  kind: 'bracket',
  stray: `This \`${sign}\` closes nothing.`,
  joins: true,
});
const group = (kind: Word['kind'], ...all: readonly string[]): Readonly<Record<string, Word>> =>
  Object.fromEntries(all.map(text => [text, { kind }]));

const table: Readonly<Record<string, Word>> = {
  interface: {
    kind: 'item',
    form: 'interface Name { Tag(Type, …), … }',
    meaning: 'Declares which messages a mailbox can hold, and what each carries.',
    stray: 'An interface cannot stand here: interfaces come first in a program.',
    alsoWritten: ['protocol', 'mailbox', 'trait', 'type'],
  },
  def: {
    kind: 'item',
    form: 'def name(x: Type, …): Type { … }',
    meaning: 'Defines a function. Definitions see each other, in any order.',
    stray: 'A definition cannot stand here: definitions come one after the other, before the program’s body.',
    alsoWritten: ['function', 'func', 'fn', 'fun', 'define', 'proc'],
  },
  let: {
    kind: 'control',
    ...binds,
    stray: 'A `let` cannot stand here; put it in parentheses: `(let x = … in …)`.',
  },
  in: {
    kind: 'control',
    ...binds,
    stray: 'This `in` has no `let`. Two steps are joined by `;`.',
    joins: true,
  },
  if: { kind: 'control', ...choice },
  // biome-ignore lint/suspicious/noThenProperty: it is a word.
  then: {
    kind: 'control',
    stray: 'Here no `then` can stand: a condition is followed by its branch, `if (c) { … } else { … }`.',
    joins: true,
    isName: true,
  },
  else: { kind: 'control', ...choice, stray: 'This `else` has no `if`.', joins: true },
  case: { kind: 'control', ...sums, alsoWritten: ['match', 'switch'] },
  caseL: {
    kind: 'control',
    form: 'caseL … : List(A) of { nil -> … | (x :: xs) -> … }',
    meaning: 'Asks whether a list is empty; if not, names its first element and the rest.',
    alsoWritten: ['match', 'switch', 'case'],
  },
  of: { kind: 'control', ...sums, stray: 'This `of` has no `case`.', joins: true },
  spawn: {
    kind: 'control',
    form: 'spawn { … }',
    meaning:
      'Starts a process that runs beside this one, and goes on at once. What the process uses, it cannot give back: its mailboxes are second-class there.',
  },
  new: {
    kind: 'control',
    form: 'new[Interface]',
    meaning: 'Makes an empty mailbox for the messages of an interface.',
  },
  guard: {
    kind: 'control',
    form: 'guard mailbox : Pattern { … }',
    meaning:
      'Waits for a message that one of its clauses takes. The pattern says which messages may be in the mailbox here, now or later.',
  },
  receive: {
    kind: 'control',
    ...receives,
    stray: 'A `receive` clause stands inside a guard: `guard mb : Put { receive Put(x) from mb -> … }`.',
    alsoWritten: ['recv'],
  },
  'receive*': {
    kind: 'control',
    form: 'receive* Tag(x) from mailbox -> …',
    meaning:
      'As `receive`, without the alias check: you promise that no payload is a mailbox that is in use here under another name. If one is, the process may wait for itself.',
    stray: 'A `receive*` clause stands inside a guard.',
  },
  from: {
    kind: 'control',
    ...receives,
    stray: 'This `from` belongs after a message: `receive Put(x) from mb -> …`.',
    joins: true,
  },
  empty: {
    kind: 'control',
    form: 'empty(mailbox) -> …',
    meaning:
      'A clause of a `guard`: taken when the mailbox is empty and nobody else can reach it any more; names the mailbox.',
    stray: 'An `empty` clause stands inside a guard: `guard mb : 1 { empty(x) -> … }`.',
  },
  free: {
    kind: 'control',
    form: 'free(mailbox)',
    meaning:
      'Frees a mailbox that is empty and that nobody can send to any more. As the clause `free -> …` of a `guard`: taken when the mailbox is so, and frees it.',
    stray:
      '`free` needs a mailbox in parentheses, `free(mb)`; as a clause it stands inside a guard, `free -> …`.',
  },
  fail: {
    kind: 'control',
    form: 'fail(mailbox)[Type]',
    meaning:
      'Stands where a mailbox can never get to: its pattern is `0` there. Also a clause of a `guard`, `fail : Type`, that is never taken.',
    stray: 'Here no `fail` can stand.',
  },
  fun: {
    kind: 'function',
    form: 'fun(x: Type, …): Type { … }',
    meaning:
      'A function that may be called any number of times, so it can hold no mailbox that must be used.',
    alsoWritten: ['fn', 'lambda'],
  },
  linfun: {
    kind: 'function',
    form: 'linfun(x: Type, …): Type { … }',
    meaning: 'A linear function: it is called exactly once, so it may hold any mailbox.',
  },
  inl: side('inl', 'left'),
  inr: side('inr', 'right'),
  ...group('value', 'true', 'false'),
  nil: { kind: 'value', form: 'nil', meaning: 'The empty list.' },
  List: { kind: 'type', stray: 'A list type is `List(T)`.' },
  '->': {
    kind: 'arrow',
    stray: 'Here no `->` can stand: it comes before the body of a clause, or the result in a function type.',
    joins: true,
  },
  '-o': {
    kind: 'arrow',
    stray: 'Here no `-o` can stand: it comes before the result in the type of a linear function.',
    joins: true,
  },
  '::': { kind: 'cons', stray: 'A list is put together in parentheses: `(first :: rest)`.', joins: true },
  ':': {
    kind: 'annotation',
    stray: 'Here no `:` can stand. To say an expression’s type, write `(e : T)`.',
    joins: true,
  },
  ...group('logical', '&&', '||'),
  ...group('comparison', '==', '!=', '<=', '>=', '<', '>'),
  '=': {
    kind: 'assignment',
    stray:
      '`=` gives a name its value only after `let`, as in `let x = 5 in …`; two values are compared with `==`.',
    joins: true,
  },
  '!': {
    kind: 'send',
    form: 'mailbox ! Tag(…)',
    meaning: 'Sends a message to the mailbox, and goes on at once.',
    stray:
      '`!` sends a message to the mailbox before it, as in `mb ! Put(5)`. For “not”, write `if (c) { false } else { true }`.',
    joins: true,
  },
  '?': {
    kind: 'capability',
    stray: '`?` belongs to a type: `Future?Put` is a mailbox one receives from.',
    joins: true,
  },
  ...group('operator', '-', '+', '/'),
  '*': { kind: 'operator', stray: 'Here no `*` can stand.' },
  '.': { kind: 'operator', stray: '`.` belongs to a pattern: `Put . Get`.', joins: true },
  ',': { kind: 'separator', stray: 'Here no `,` can stand.', joins: true },
  ';': {
    kind: 'separator',
    stray: 'Here no `;` can stand: it comes between two steps, `first; second`.',
    joins: true,
  },
  '|': {
    kind: 'separator',
    stray: '`|` comes between the two branches of a `case`; “or” is `||`.',
    joins: true,
  },
  ...group('bracket', '(', '['),
  '{': {
    kind: 'bracket',
    stray: 'Here no `{` can stand. To group an expression, use parentheses: `( … )`.',
  },
  ')': closing(')'),
  ']': closing(']'),
  '}': closing('}'),
};

/** Every word and sign of the language, by how it is written. */
export const words: ReadonlyMap<string, Word> = new Map(Object.entries(table));

/** The words and signs of a kind, as they are written. */
export function wordsOf(kind: Word['kind']): string[] {
  return [...words].flatMap(([text, word]) => (word.kind === kind ? [text] : []));
}

/** The words that belong to the language, so that nothing can have one as its name. */
export const reservedWords: ReadonlySet<string> = new Set(
  [...words].flatMap(([text, { isName }]) => (/^[A-Za-z]+$/.test(text) && !isName ? [text] : [])),
);

/** Those that are values by themselves. */
export const valueWords: readonly string[] = wordsOf('value');

/** The types that are no interfaces, each in a few words. */
export const baseTypes = {
  Int: 'whole number',
  Bool: 'true or false',
  String: 'text',
  Atom: 'a name, :ok',
  Unit: 'nothing, ()',
} as const;

export type BaseType = keyof typeof baseTypes;

export function isBaseType(name: string): name is BaseType {
  return Object.hasOwn(baseTypes, name);
}

/** What the signs of a mailbox type say. */
export const capabilityMeaning = {
  '!': '`!` is the right to send: messages may be put into the mailbox, not taken out.',
  '?': '`?` is the right to receive: the process that has it guards the mailbox. Only one has it.',
} as const;

export const usageMeaning = {
  R: '`[R]`: returnable, first-class. The mailbox may be returned, and stored in data; in its process this is its last use.',
  U: '`[U]`: usable, second-class. The mailbox may be used and passed on, not returned or stored; it may be used again after.',
} as const;

/** What the signs between the parts of a pattern say, in a word or two and in full. */
export const patternMeaning = {
  '.': ['and', '`A . B`: what matches `A` and what matches `B`, in any order.'],
  '+': ['or', '`A + B`: what matches `A` or what matches `B`.'],
  '*': ['any number', '`A*`: any number of what matches `A`.'],
} as const;

/** Whether a word belongs to the language. */
export function isReserved(word: string): boolean {
  return reservedWords.has(word);
}

/** Whether a text has the form of the name of a variable or definition. */
export function isVariableName(text: string): boolean {
  return /^[a-z][A-Za-z0-9_']*$/.test(text) && !isReserved(text);
}

/** Whether a text has the form of the name of an interface or message. */
export function isConstructorName(text: string): boolean {
  return /^[A-Z][A-Za-z0-9_']*$/.test(text) && !isReserved(text);
}
