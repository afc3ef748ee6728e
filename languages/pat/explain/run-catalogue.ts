// Every code that a run can end with, with the words and examples of its page in docs/errors.md. The examples are tested: `bad`
// is accepted and ends with the code, `good` runs to its end. What an accepted program never does has none.
import type { CatalogueEntry } from '../../explain/catalogue.ts';

const never = 'The checker rejects every program that could come to this; it is reported all the same.';

export const runCatalogue: Readonly<Record<string, CatalogueEntry>> = {
  R501: {
    title: 'Sent to a freed mailbox',
    explanation: `While the program ran, a message was sent to a mailbox that had been freed. ${never}`,
  },
  R502: {
    title: 'Freed with messages in it',
    explanation: `While the program ran, a mailbox was freed that still held messages. ${never}`,
  },
  R503: {
    title: 'Nothing but `fail`',
    explanation: `While the program ran, it came to a guard whose only clause is \`fail\`. ${never}`,
  },
  R504: {
    title: 'Division by zero',
    explanation:
      'While the program ran, something was divided by zero. Types say nothing about that: look at the divisor first.',
    bad: 'print(intToString(10 / (1 - 1)))',
    good: 'let n = 1 - 1 in\nif (n == 0) { print("nothing to divide by") } else { print(intToString(10 / n)) }',
  },
  R505: {
    title: 'A random number below nothing',
    explanation:
      'While the program ran, `rand(n)` was called with an `n` below 1. It gives a number from 0 to n - 1, so there would be none.',
    bad: 'print(intToString(rand(0)))',
    good: 'print(intToString(rand(6) + 1))',
  },
  R506: {
    title: 'A part that could not be read',
    explanation: `While the program ran, it came to a part of its text that has a syntax error, or to a name that nothing defines. ${never}`,
  },
  R507: {
    title: 'Too large',
    explanation:
      'While the program ran, it grew beyond what a run may have: 4,000,000 calls of one process that wait for one another, 500,000 live processes, 4,000,000 messages in one mailbox, 16,777,216 characters in one string, or all of its memory. The place is where that was noticed. Usually something grows without end: a recursion that is no tail call, a list, a producer that is faster than its consumer. `pat run --memory MB` sets how much memory there is; docs/running.md says how much there is otherwise.',
    bad: 'def forever(s: String): String { forever(concat(s, s)) }\nforever("ab")',
    good: 'def times(s: String, n: Int): String { if (n == 0) { s } else { times(concat(s, s), n - 1) } }\nprint(times("ab", 3))',
  },
  R508: {
    title: 'A value of the wrong kind',
    explanation: `While the program ran, a value of the wrong kind was used, or a wrong number of arguments or payloads. ${never}`,
  },
  R509: {
    title: 'A freed mailbox is used',
    explanation: `While the program ran, a mailbox was guarded or freed after it had been freed. ${never}`,
  },
};
