// A second-class value where a first-class one is needed, in words: what was received, or stands in a list of second-class
// parts, may have another name in this very process (spec §6.1, *payload* and *list*).

import type { Diagnostic, Fix, Related, TextEdit } from '../../diagnostic.ts';
import type { MailboxFault } from '../check/fault.ts';
import { listUses, type Use, type Uses } from '../check/uses.ts';
import type { Binder } from '../core/term.ts';
import type { Range } from '../syntax/ast.ts';
import { holdsLinearFunction, partsOf } from '../types/operations.ts';
import type { Type } from '../types/type.ts';
import { capital, type Reporter } from './report.ts';
import { describeUse, nameOf } from './uses.ts';

type SecondClass = Extract<MailboxFault, { kind: 'second-class' }>;

export function explainSecondClass(r: Reporter, f: SecondClass): Diagnostic {
  if (holdsLinearFunction(f.found)) return receivedFunction(r, f);
  const { binder, typeAt } = f;
  if (typeAt !== undefined && (binder?.role === 'head' || binder?.role === 'tail')) {
    return r.error(
      'E309',
      typeAt,
      `The mailboxes in this list are second-class (\`${r.show(f.found)}\`), so each may have another name in this process: ${nameOf(binder)} may be sent to, passed on, or given to a process of its own (\`spawn { … }\`), but not returned, stored, freed or received from here, and a first-class one (\`${r.show(f.wanted)}\`) is needed.`,
      { related: firstClassUses(r, f.uses), fixes: [inProcessOfItsOwn(r, f)] },
    );
  }
  return r.error(
    'E309',
    f.at,
    `${binder === undefined || binder.introduced ? 'This mailbox' : capital(nameOf(binder))} is second-class here (\`${r.show(f.found)}\`): it may be sent to and passed on, but not returned, stored, freed or received from, and a first-class one (\`${r.show(f.wanted)}\`) is needed.`,
    {
      related: firstClassUses(r, f.uses),
      fixes: [makeReturnable(r, f), inProcessOfItsOwn(r, f)],
    },
  );
}

/** A linear function that was received may have captured any mailbox, and wait for it. */
function receivedFunction(r: Reporter, f: SecondClass): Diagnostic {
  const { at, binder, found, uses } = f;
  const use = wanting(uses).find(({ at: place }) => inScope(binder, place));
  const name = binder === undefined || binder.introduced ? 'this function' : nameOf(binder);
  const what =
    found.kind === 'function' ? `${name} was received` : `${name} holds a linear function that was received`;
  return r.error(
    'E319',
    use?.at ?? at,
    `${capital(what)}, so it cannot be ${howUsed(use, found)} here: it may wait for a mailbox to which this very process still owes a message, and then both wait for ever. Call it in a process of its own (\`spawn { … }\`), or send it on.`,
    {
      related: [
        r.related(at, 'received here'),
        ...wanting(uses).map(other => r.related(other.at, describeUse(other))),
      ],
      fixes: [inProcessOfItsOwn(r, f)],
    },
  );
}

function howUsed(use: Use | undefined, found: Type): string {
  if (use?.what.kind === 'call') return 'called';
  if (use?.what.kind === 'pass' && use.what.to !== undefined) return `given to \`${use.what.to}\``;
  if (found.kind !== 'function') return 'taken apart, kept or returned';
  return use === undefined ? 'kept or returned' : 'kept, returned or passed on';
}

/** Whether a use is one of the variable itself: those of a value that was returned are those of whoever got it. */
function inScope(binder: Binder | undefined, { start }: Range): boolean {
  return binder === undefined || (binder.scopeStart <= start && start < binder.scopeEnd);
}

/** The uses that want a first-class value. */
function wanting(uses: Uses | undefined): Use[] {
  return uses === undefined ? [] : listUses(uses).filter(needsFirstClass);
}

/** Whether a use wants a first-class value. */
function needsFirstClass({ what }: Use): boolean {
  switch (what.kind) {
    case 'guard':
    case 'free':
      return true;
    case 'pass':
    case 'call':
      return holdsReturnable(what.type);
    default:
      return false;
  }
}

function holdsReturnable(type: Type): boolean {
  if (type.kind === 'mailbox') return type.usage === 'R';
  if (type.kind === 'function') return type.linear && type.usage === 'R';
  return partsOf(type).some(holdsReturnable);
}

function firstClassUses(r: Reporter, uses: Uses | undefined): Related[] {
  return wanting(uses).map(use => r.related(use.at, 'needed first-class here'));
}

/** Whether some of the uses are inside a function value: what it captures is first-class wherever it runs. */
function inFunction(uses: Uses): boolean {
  const stack = [uses];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'both') stack.push(next.first, next.second);
    else if (next.kind === 'within') {
      if (next.construct === 'function') return true;
      stack.push(next.uses);
    }
  }
  return false;
}

/** Puts each step that wants it first-class into a process, in which nothing else is pending. */
function inProcessOfItsOwn(r: Reporter, { binder, uses }: SecondClass): Fix | undefined {
  if (uses === undefined || inFunction(uses)) return undefined;
  const edits: TextEdit[] = [];
  let end = -1;
  for (const { at, effect } of wanting(uses)) {
    if (effect === undefined || effect.start < end || !inScope(binder, at)) return undefined;
    end = effect.end;
    edits.push({ span: r.span(effect), text: `spawn { ${r.text(effect)} }` });
  }
  if (edits.length === 0) return undefined;
  return { title: `Put ${edits.length === 1 ? 'it' : 'them'} into a \`spawn\``, edits };
}

/** Declares a parameter first-class. */
function makeReturnable(r: Reporter, { typeAt, binder }: SecondClass): Fix | undefined {
  if (typeAt === undefined || binder?.role !== 'parameter') return undefined;
  const written = r.text(typeAt);
  if (!/[!?]/.test(written) || written.startsWith('(')) return undefined;
  const text = `${written.replace(/\[U\]$/, '').trimEnd()}[R]`;
  return r.replace(`Declare \`${binder.name}\` as \`${text}\``, typeAt, text);
}
