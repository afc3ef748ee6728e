// Mailbox type errors in words (E3xx): what the second pass finds before any pattern is compared.
import type { MailboxFault } from '../check/fault.ts';
import { earliestUse, listUses, receivingUse, type Uses } from '../check/uses.ts';
import type { Binder } from '../core/term.ts';
import type { Diagnostic, Fix, Related } from '../diagnostic.ts';
import type { Range } from '../syntax/ast.ts';
import { isLinear, partsOf } from '../types/operations.ts';
import type { Capability, Type } from '../types/type.ts';
import { removeClause } from './clauses.ts';
import { capital, type Reporter } from './report.ts';
import { nameOf, relatedUses } from './uses.ts';

export function explainMailbox(r: Reporter, f: MailboxFault): Diagnostic {
  switch (f.kind) {
    case 'received-twice': {
      const at = receiving(f.second);
      return r.error(
        'E301',
        at,
        `${capital(nameOf(f.binder))} is ${receivedHow(f.second)}, but ${lastUseWords(f.first)}: only one process may receive from a mailbox, and only in one place.`,
        {
          related: [
            r.related(receiving(f.first), `first ${receivedHow(f.first)}`),
            r.related(f.binder.at, boundHere(f.binder)),
          ],
        },
      );
    }
    case 'used-after-last': {
      const late = sentTooLate(f);
      if (late !== undefined) return tooLate(r, f, late);
      return r.error(
        'E302',
        earliestUse(f.second).at,
        `${capital(nameOf(f.binder))} is used here after its last use: ${lastUseWords(f.first)}, which gives the mailbox away for good. The use as a first-class (returnable) value must come last.`,
        {
          related: [
            r.related(
              receiving(f.first),
              isCaptured(f.first) ? 'captured by a function here' : 'this must be the last use',
            ),
          ],
        },
      );
    }
    case 'linear-used-twice':
      return r.error(
        'E303',
        earliestUse(f.second).at,
        `${capital(nameOf(f.binder))} is a linear function: it can be used at most once, and it was used before.`,
        {
          related: relatedUses(r, f.first, () => 'the first use'),
        },
      );
    case 'used-at-two-types':
      return r.error(
        'E304',
        earliestUse(f.second).at,
        `${capital(nameOf(f.binder))} is used here as \`${r.show(f.types[1])}\`, but before as \`${r.show(f.types[0])}\`.`,
        { related: relatedUses(r, f.first) },
      );
    case 'used-twice-in-step': {
      const what = f.binder.introduced ? 'The same mailbox' : nameOf(f.binder);
      const guard = receivingUse(f.first);
      if (guard?.what.kind === 'guard') {
        return r.error(
          'E305',
          earliestUse(f.second).at,
          `${what} is used inside a guard on it: in a clause, the mailbox is known by the name after \`from\` only.`,
          { related: [r.related(guard.at, 'the guard')] },
        );
      }
      return r.error(
        'E305',
        earliestUse(f.second).at,
        `${what} is used twice in one step: one mailbox under two names is an alias that types cannot follow.`,
        { related: relatedUses(r, f.first, () => 'the other use') },
      );
    }
    case 'branches-differ':
      return r.error('E307', earliestUse(f.second).at, differing(nameOf(f.binder), f.types, r), {
        related: relatedUses(r, f.first, () => 'the use in the other branch'),
      });
    case 'missing-in-branch': {
      const how =
        f.type.kind === 'mailbox'
          ? f.type.capability === '?'
            ? 'is received from in another branch, but this one does not use it, and a mailbox must not be forgotten'
            : 'must be used in every branch'
          : f.type.kind === 'function'
            ? 'is a linear function that another branch uses, but this one does not, and what it captured must not be forgotten'
            : 'holds a mailbox or a linear function that another branch uses, but this one does not';
      return r.error('E306', r.headOf(f.branch), `${capital(nameOf(f.binder))} ${how}.`, {
        related: relatedUses(r, f.uses),
      });
    }
    case 'not-a-subtype':
      if (
        f.found.kind === 'mailbox' &&
        f.wanted.kind === 'mailbox' &&
        f.found.interface === f.wanted.interface
      ) {
        if (f.found.capability !== f.wanted.capability) return wrongCapability(r, f, f.found.capability);
      }
      return r.error(
        'E308',
        f.at,
        `This has type \`${r.show(f.found)}\`, but \`${r.show(f.wanted)}\` is needed${forUse(f.binder)}.`,
        {
          related: relatedUses(r, f.uses),
        },
      );
    case 'second-class':
      return r.error(
        'E309',
        f.at,
        `${f.binder === undefined || f.binder.introduced ? 'This mailbox' : capital(nameOf(f.binder))} is second-class here (\`${r.show(f.found)}\`): it may be sent to and passed on, but not returned, stored, freed or received from, and a first-class one (\`${r.show(f.wanted)}\`) is needed.`,
        { related: firstClassUses(r, f.uses), fixes: [makeReturnable(r, f)] },
      );
    case 'not-returnable':
      return r.error('E310', f.at, notReturnable(f.where, r.show(f.type)));
    case 'cannot-infer':
      return cannotInfer(r, f);
    case 'unused-linear':
      return unusedLinear(r, f.at, f.type, f.binder);
    case 'captured-by-fun':
      return r.error(
        'E313',
        earliestUse(f.uses).at,
        f.type.kind === 'mailbox'
          ? `A \`fun\` may run any number of times, so it cannot receive from ${nameOf(f.binder)}, which can be received from only once. Write \`linfun\` for a function that runs at most once.`
          : `A \`fun\` may run any number of times, so it cannot use the linear function ${nameOf(f.binder)}. Write \`linfun\` for a function that runs at most once.`,
        {
          related: [r.related(head(r, f.at, 'fun'), 'captured by this function')],
          fixes: [r.replace('Write `linfun`', head(r, f.at, 'fun'), 'linfun')],
        },
      );
    case 'duplicate-clause':
      return r.error(
        'E314',
        r.headOf(f.at),
        f.what === 'empty'
          ? 'This guard already has a clause for the empty mailbox (`empty` and `free` are the same case).'
          : f.what === 'fail'
            ? 'This guard already has a `fail` clause.'
            : `This guard already has a clause that receives \`${f.what}\`.`,
        {
          related: [r.related(r.headOf(f.first), 'the first clause for it')],
          fixes: [removeClause(r, f.whole, 'Remove this clause')],
        },
      );
    case 'mailbox-not-used':
      return mailboxNotUsed(r, f);
    case 'alias':
      return alias(r, f);
    default:
      return f satisfies never;
  }
}

/** The message that is sent to a mailbox after a guard received from it in the same process; undefined otherwise. */
function sentTooLate({
  first,
  second,
}: Extract<MailboxFault, { kind: 'used-after-last' }>): string | undefined {
  const { what } = earliestUse(second);
  return receivingUse(first)?.what.kind === 'guard' && what.kind === 'send' ? what.tag : undefined;
}

/** The deadlock of a process with itself: it waits first and sends afterwards. */
function tooLate(
  r: Reporter,
  { binder, first, second }: Extract<MailboxFault, { kind: 'used-after-last' }>,
  tag: string,
): Diagnostic {
  return r.error(
    'E302',
    earliestUse(second).at,
    `\`${tag}\` is sent to ${nameOf(binder)} only after this process has received from it: nobody is left to receive the message, and a guard that waits for it waits for ever. Send it first, or from another process (\`spawn { … }\`).`,
    { related: [r.related(receiving(first), 'received from here')] },
  );
}

/** A mailbox to receive from that is only sent to, or the other way round. */
function wrongCapability(
  r: Reporter,
  f: Extract<MailboxFault, { kind: 'not-a-subtype' }>,
  found: Capability,
): Diagnostic {
  const name = nameOf(f.binder);
  if (found === '!') {
    const use = f.uses === undefined ? undefined : (receivingUse(f.uses) ?? earliestUse(f.uses));
    return r.error(
      'E317',
      use?.at ?? f.at,
      `${capital(name)} can only be sent to (\`${r.show(f.found)}\`), and here it is received from, freed or passed on for that.`,
      { related: [f.binder === undefined ? undefined : r.related(f.binder.at, boundHere(f.binder))] },
    );
  }
  const message =
    f.binder?.role === 'parameter'
      ? `${capital(name)} is a mailbox to receive from (\`${r.show(f.found)}\`), but it is only sent to: it must be received from, freed or passed on for that, or its messages are forgotten.`
      : `Nobody receives from ${name}: it is only sent to, so its messages are forgotten. Receive from it here, or in a process of its own (\`spawn { … }\`).`;
  return r.error('E317', f.at, message, { related: relatedUses(r, f.uses) });
}

/** Declares a parameter first-class. */
function makeReturnable(
  r: Reporter,
  { typeAt, binder }: Extract<MailboxFault, { kind: 'second-class' }>,
): Fix | undefined {
  if (typeAt === undefined || binder?.role !== 'parameter') return undefined;
  const written = r.text(typeAt);
  if (!/[!?]/.test(written) || written.startsWith('(')) return undefined;
  const text = `${written.replace(/\[U\]$/, '').trimEnd()}[R]`;
  return r.replace(`Declare \`${binder.name}\` as \`${text}\``, typeAt, text);
}

/** Frees an empty mailbox where the code that can use it begins. */
function freeIt(r: Reporter, binder: Binder): Fix {
  const before = r.text({ start: binder.scopeStart - 1, end: binder.scopeStart });
  const space = /\s|\{/.test(before) ? '' : ' ';
  return r.insert(
    `Add \`free(${binder.name})\``,
    binder.scopeStart,
    `${space}free(${binder.name});${space === '' ? ' ' : ''}`,
  );
}

/** The uses that want a first-class mailbox. */
function firstClassUses(r: Reporter, uses: Uses | undefined): Related[] {
  if (uses === undefined) return [];
  return listUses(uses)
    .filter(
      ({ what }) =>
        what.kind === 'guard' || what.kind === 'free' || (what.kind === 'pass' && holdsReturnable(what.type)),
    )
    .map(use => r.related(use.at, 'needed first-class here'));
}

function holdsReturnable(type: Type): boolean {
  return (type.kind === 'mailbox' && type.usage === 'R') || partsOf(type).some(holdsReturnable);
}

function boundHere(binder: { readonly introduced: boolean; readonly name: string }): string {
  return binder.introduced ? 'the mailbox' : `\`${binder.name}\` is bound here`;
}

function receiving(uses: Uses): Range {
  const all = listUses(uses);
  return (all.find(u => u.what.kind === 'guard' || u.what.kind === 'free') ?? all[0] ?? earliestUse(uses)).at;
}

/** How a mailbox is received from: by a guard here, by being freed, or by whom it is given to. */
function receivedHow(uses: Uses): string {
  const use = receivingUse(uses) ?? earliestUse(uses);
  if (use.what.kind === 'pass' && use.what.to !== undefined)
    return `given to \`${use.what.to}\` to receive from here`;
  return use.what.kind === 'free' ? 'freed here' : 'received from here';
}

function lastUseWords(uses: Uses): string {
  const all = listUses(uses);
  const use = all.find(u => u.what.kind === 'guard' || u.what.kind === 'free') ?? all[all.length - 1];
  switch (use?.what.kind) {
    case 'guard':
      return 'it was received from before';
    case 'free':
      return 'it was freed before';
    case 'pass':
      return use.what.to === undefined
        ? 'it was given away before'
        : `it was given to \`${use.what.to}\` before`;
    default:
      return isCaptured(uses) ? 'a function has captured it' : 'it was given away before';
  }
}

/** Sends are second-class uses: only inside a function value do they give the mailbox away. */
function isCaptured(uses: Uses): boolean {
  return listUses(uses).every(({ what }) => what.kind === 'send');
}

function differing(name: string, [first, second]: readonly [Type, Type], r: Reporter): string {
  if (first.kind === 'mailbox' && second.kind === 'mailbox' && first.capability !== second.capability) {
    const [here, there] =
      second.capability === '!' ? ['only sent to', 'received from'] : ['received from', 'only sent to'];
    return `${name} is ${here} in this branch, but ${there} in another: every branch must use it the same way.`;
  }
  return `${name} is used here as \`${r.show(second)}\`, but in another branch as \`${r.show(first)}\`.`;
}

function forUse(binder: { readonly introduced: boolean; readonly name: string } | undefined): string {
  return binder === undefined || binder.introduced ? '' : ` for how \`${binder.name}\` is used`;
}

function notReturnable(where: 'tuple' | 'let' | 'list', shown: string): string {
  switch (where) {
    case 'tuple':
      return `Only first-class (returnable) values can be put into a tuple, and this is a second-class \`${shown}\`.`;
    case 'let':
      return `A \`let\` can only name a first-class (returnable) value, and this is a second-class \`${shown}\`.`;
    case 'list':
      return `A list can only hold first-class (returnable) values, and its elements are second-class \`${shown}\`. Write \`[R]\` in the element type.`;
    default:
      return where satisfies never;
  }
}

function cannotInfer(r: Reporter, f: Extract<MailboxFault, { kind: 'cannot-infer' }>): Diagnostic {
  if (f.what === 'variable') {
    const written = r.text(f.at);
    const example =
      f.plain?.kind === 'interface'
        ? `\`(${written} : ${f.plain.name}!…)\` to send to it, \`(${written} : ${f.plain.name}?…)\` to receive from it`
        : `\`(${written} : …)\``;
    return r.error(
      'E311',
      f.at,
      `The mailbox type of \`${f.name ?? ''}\` cannot be inferred here, because nothing says how it will be used. Write an annotation: ${example}.`,
    );
  }
  if (f.what === 'computation') {
    const word = r.text(f.at).split(/[^A-Za-z]/, 1)[0] ?? '';
    return r.error(
      'E311',
      word === '' ? f.at : head(r, f.at, word),
      `The type of this \`${word}\` holds a mailbox, and nothing says at which pattern: add a type annotation, as in \`(… : ${f.plain === undefined ? 'T' : r.show(f.plain)}!…)\`, or name its type where it is used.`,
    );
  }
  return r.error(
    'E311',
    f.at,
    `The type of this \`${f.what === 'cons' ? '::' : f.what}\` cannot be inferred here: add a type annotation.`,
  );
}

function unusedLinear(r: Reporter, at: Range, type: Type, binder: Binder | undefined): Diagnostic {
  const name = binder === undefined || binder.introduced ? 'The value of this term' : `\`${binder.name}\``;
  if (type.kind === 'mailbox' && type.capability === '?') {
    return r.error(
      'E312',
      at,
      `${name} is a mailbox to receive from and is never used: receive its messages and \`free\` it, or it is forgotten.`,
      {
        fixes: [
          binder !== undefined && !binder.introduced && type.pattern.kind === 'one'
            ? freeIt(r, binder)
            : undefined,
        ],
      },
    );
  }
  if (type.kind === 'function') {
    return r.error(
      'E312',
      at,
      `${name} is a linear function and is never used: what it captured would be forgotten.`,
    );
  }
  return r.error(
    'E312',
    at,
    isLinear(type)
      ? `${name} has type \`${r.show(type)}\` and is never used, but it holds a mailbox that must be.`
      : `${name} is never used.`,
  );
}

function mailboxNotUsed(r: Reporter, f: Extract<MailboxFault, { kind: 'mailbox-not-used' }>): Diagnostic {
  if (f.clause === 'empty') {
    return r.error(
      'E315',
      f.at,
      `The mailbox is empty here and \`${f.binder.name}\` must still be used: \`free(${f.binder.name})\`, return it, or fill it again.`,
      { fixes: [freeIt(r, f.binder)] },
    );
  }
  if (f.found !== undefined) {
    return r.error(
      'E315',
      f.at,
      `After this message was received, \`${f.binder.name}\` is only sent to: it must still be received from, freed or passed on for receiving, or its messages are forgotten.`,
      {
        related: relatedUses(r, f.uses),
      },
    );
  }
  return r.error(
    'E315',
    f.at,
    `After this message was received, \`${f.binder.name}\` is never used again: the mailbox must still be received from, freed or passed on, or it is forgotten.`,
    { fixes: [f.remaining?.kind === 'one' ? freeIt(r, f.binder) : undefined] },
  );
}

function alias(r: Reporter, f: Extract<MailboxFault, { kind: 'alias' }>): Diagnostic {
  const name = nameOf(f.binder);
  const where =
    f.construct === 'receive'
      ? 'this clause receives'
      : f.construct === 'case-list'
        ? 'this list holds'
        : 'this tuple holds';
  const why =
    f.because === 'strict'
      ? `is linear, and with \`aliasCheck: strict\` a \`receive\` clause may use no linear variable from outside`
      : f.because === 'same-interface'
        ? `may be the same mailbox as one that ${where}: both are of interface \`${f.interface ?? ''}\`, and a mailbox must not have two names in one process`
        : `and what ${where} could hide the same mailbox, since a linear function may have captured any`;
  return r.error('E316', earliestUse(f.uses).at, `${capital(name)} ${why}.`, {
    related: [r.related(f.at, received(f)), ...relatedUses(r, f.uses)],
    fixes: [f.construct === 'receive' ? useStar(r, f.at) : undefined],
  });
}

function received({ construct, because, interface: name }: Extract<MailboxFault, { kind: 'alias' }>): string {
  const what = because === 'same-interface' && name !== undefined ? `a \`${name}\` mailbox` : 'it';
  return construct === 'receive' ? `${what} is received here` : `${what} is taken out here`;
}

/** `receive*` has no alias check. */
function useStar(r: Reporter, clause: Range): Fix | undefined {
  const word = 'receive';
  if (!r.text(clause).startsWith(word)) return undefined;
  return r.insert('Use `receive*`, which has no such check', clause.start + word.length, '*');
}

function head(r: Reporter, at: Range, word: string): Range {
  return r.text(at).startsWith(word) ? { start: at.start, end: at.start + word.length } : at;
}
