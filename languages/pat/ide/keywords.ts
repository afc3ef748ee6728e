// What each word of the language does, in a sentence or two, for those who point at it.

export interface KeywordMeaning {
  /** Its construct in source syntax, with `…` for the parts. */
  readonly form: string;
  /** Markdown. */
  readonly meaning: string;
}

const binds: KeywordMeaning = {
  form: 'let x = … in …',
  meaning: 'Computes a value and names it in what follows `in`. `let (x, y) = …` takes a tuple apart.',
};
const choice: KeywordMeaning = {
  form: 'if (…) { … } else { … }',
  meaning: 'Does one of the two. Both must use each mailbox, as far as it has to be used.',
};
const sums: KeywordMeaning = {
  form: 'case … of { inl(x): A -> … | inr(y): B -> … }',
  meaning: 'Asks which side of a sum a value is on, and names what it holds.',
};
const receives: KeywordMeaning = {
  form: 'receive Tag(x) from mailbox -> …',
  meaning:
    'A clause of a `guard`: takes the oldest message of this tag, names its payloads, and names the mailbox with what remains in it.',
};
const side = (name: string, which: string): KeywordMeaning => ({
  form: `${name}(…)`,
  meaning: `The ${which} side of a sum, such as \`(Int + Bool)\`. \`case\` tells the sides apart.`,
});

const meanings: ReadonlyMap<string, KeywordMeaning> = new Map(
  Object.entries<KeywordMeaning>({
    let: binds,
    in: binds,
    if: choice,
    else: choice,
    case: sums,
    of: sums,
    from: receives,
    receive: receives,
    'receive*': {
      form: 'receive* Tag(x) from mailbox -> …',
      meaning:
        'As `receive`, without the alias check: you promise that no payload is a mailbox that is in use here under another name. If one is, the process may wait for itself.',
    },
    caseL: {
      form: 'caseL … : List(A) of { nil -> … | (x :: xs) -> … }',
      meaning: 'Asks whether a list is empty; if not, names its first element and the rest.',
    },
    inl: side('inl', 'left'),
    inr: side('inr', 'right'),
    nil: { form: 'nil', meaning: 'The empty list.' },
    spawn: {
      form: 'spawn { … }',
      meaning:
        'Starts a process that runs beside this one, and goes on at once. What the process uses, it cannot give back: its mailboxes are second-class there.',
    },
    new: {
      form: 'new[Interface]',
      meaning: 'Makes an empty mailbox for the messages of an interface.',
    },
    guard: {
      form: 'guard mailbox : Pattern { … }',
      meaning:
        'Waits for a message that one of its clauses takes. The pattern says which messages may be in the mailbox here, now or later.',
    },
    free: {
      form: 'free(mailbox)',
      meaning:
        'Frees a mailbox that is empty and that nobody can send to any more. As the clause `free -> …` of a `guard`: taken when the mailbox is so, and frees it.',
    },
    empty: {
      form: 'empty(mailbox) -> …',
      meaning:
        'A clause of a `guard`: taken when the mailbox is empty and nobody else can reach it any more; names the mailbox.',
    },
    fail: {
      form: 'fail(mailbox)[Type]',
      meaning:
        'Stands where a mailbox can never get to: its pattern is `0` there. Also a clause of a `guard`, `fail : Type`, that is never taken.',
    },
    '!': {
      form: 'mailbox ! Tag(…)',
      meaning: 'Sends a message to the mailbox, and goes on at once.',
    },
    interface: {
      form: 'interface Name { Tag(Type, …), … }',
      meaning: 'Declares which messages a mailbox can hold, and what each carries.',
    },
    def: {
      form: 'def name(x: Type, …): Type { … }',
      meaning: 'Defines a function. Definitions see each other, in any order.',
    },
    fun: {
      form: 'fun(x: Type, …): Type { … }',
      meaning:
        'A function that may be called any number of times, so it can hold no mailbox that must be used.',
    },
    linfun: {
      form: 'linfun(x: Type, …): Type { … }',
      meaning: 'A linear function: it is called exactly once, so it may hold any mailbox.',
    },
  }),
);

/** What a word of the language does, or the sign of a send; undefined for others. */
export function keywordMeaning(word: string): KeywordMeaning | undefined {
  return meanings.get(word);
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
