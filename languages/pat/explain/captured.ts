// A `fun` that uses a mailbox or a linear function from outside it, in words (spec §6.1, *fun*): it may be called at any
// time, by anybody. What can be done depends on how its name is used.

import type { Diagnostic, Fix } from '../../diagnostic.ts';
import type { MailboxFault } from '../check/fault.ts';
import { earliestUse } from '../check/uses.ts';
import type { Binder, Computation, Final } from '../core/term.ts';
import { visitComputation } from '../core/visit.ts';
import { writeType } from '../types/write.ts';
import type { Reporter } from './report.ts';
import { nameOf } from './uses.ts';

type Captured = Extract<MailboxFault, { kind: 'captured-by-fun' }>;
type Call = Extract<Final, { kind: 'apply' }>;

/** `body` is the code in which the function stands. */
export function explainCaptured(r: Reporter, f: Captured, body: Computation): Diagnostic {
  const { at, binder, type, uses } = f;
  const word = 'fun';
  const head = r.text(at).startsWith(word) ? { start: at.start, end: at.start + word.length } : at;
  const name = nameOf(binder);
  const what = type.kind === 'function' ? `the linear function ${name}` : name;
  const risk =
    type.kind === 'function'
      ? 'it could be called twice, or never'
      : 'messages could be missing, or come when the mailbox is already freed';
  const calls = callsOf(f, body);
  return r.error(
    'E313',
    earliestUse(uses).at,
    `A \`fun\` may be called at any time, by anybody, many times or never, so it cannot use ${what} from outside it: ${risk}. Give it ${name} as a parameter, or write \`linfun\` for a function that is called exactly once.`,
    {
      related: [r.related(head, 'captured by this function')],
      fixes: [
        calls === undefined ? undefined : asParameter(r, f, calls, body),
        calls?.length === 1 ? r.replace('Write `linfun`', head, 'linfun') : undefined,
      ],
    },
  );
}

/** The calls of the function, if it is named by a `let` and only called; undefined otherwise. */
function callsOf({ lambda }: Captured, body: Computation): readonly Call[] | undefined {
  let name: Binder | undefined;
  visitComputation(
    {
      step: s => {
        if (s.kind === 'let' && s.bound.kind === 'return' && s.bound.value === lambda) name = s.binder;
      },
    },
    body,
  );
  if (name === undefined || name.introduced) return undefined;
  const calls: Call[] = [];
  let uses = 0;
  visitComputation(
    {
      value: v => {
        if (v.kind === 'variable' && v.binder === name) uses++;
      },
      final: f => {
        if (f.kind === 'apply' && f.callee.kind === 'variable' && f.callee.binder === name) calls.push(f);
      },
    },
    body,
  );
  return uses === calls.length ? calls : undefined;
}

/** Adds the mailbox to the parameters of the function, and to the arguments of its calls. */
function asParameter(r: Reporter, f: Captured, calls: readonly Call[], body: Computation): Fix | undefined {
  const { binder, lambda, type } = f;
  if (binder.introduced || binder.name === '') return undefined;
  const written = writeType(type, { values: r.context.values, inferred: true });
  if (written === undefined || isHidden(binder, calls, body)) return undefined;
  const open = r.text(lambda.at).indexOf('(');
  const last = lambda.parameters.at(-1);
  const place = last === undefined ? lambda.at.start + open + 1 : last.typeAt.end;
  if (open < 0 || calls.some(call => !r.text(call.at).endsWith(')'))) return undefined;
  const edits = [
    { at: place, text: `${last === undefined ? '' : ', '}${binder.name}: ${written}` },
    ...calls.map(call => ({
      at: call.at.end - 1,
      text: `${call.arguments.length === 0 ? '' : ', '}${binder.name}`,
    })),
  ].sort((a, b) => a.at - b.at);
  return {
    title: `Give it \`${binder.name}\` as a parameter`,
    edits: edits.map(({ at, text }) => ({ span: r.span({ start: at, end: at }), text })),
  };
}

/** Whether the name means another variable where one of the calls stands. */
function isHidden(binder: Binder, calls: readonly Call[], body: Computation): boolean {
  let hidden = false;
  visitComputation(
    {
      binder: other => {
        if (other.name !== binder.name || other.scopeStart <= binder.scopeStart) return;
        hidden ||= calls.some(({ at }) => other.scopeStart <= at.start && at.end <= other.scopeEnd);
      },
    },
    body,
  );
  return hidden;
}
