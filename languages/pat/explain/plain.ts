// Ordinary type errors in words (E2xx): the first pass, and names.

import type { Diagnostic, Fix, Related } from '../../diagnostic.ts';
import type { Because, PlainFault } from '../check/fault.ts';
import type { CoreFault } from '../core/fault.ts';
import type { Range } from '../syntax/ast.ts';
import type { Similar } from '../syntax/similar.ts';
import { isBuiltin } from '../types/builtins.ts';
import { number } from '../types/show.ts';
import { count, type Reporter, relatedAt } from './report.ts';

export function explainCore(r: Reporter, f: CoreFault): Diagnostic {
  switch (f.kind) {
    case 'payload-usage':
      return r.error(
        'E212',
        f.at,
        `Message payloads cannot be returnable: whoever receives this mailbox gets it second-class, so a usage \`[${f.usage}]\` has no place here.`,
        { fixes: [removeUsage(r, f.at)] },
      );
    case 'empty-promise':
      return r.error(
        'E318',
        f.at,
        `\`${f.interface}!${/^\w+$/.test(r.text(f.at)) ? r.text(f.at) : `(${r.text(f.at)})`}\` is a promise that nobody can keep: no messages at all fit this pattern. Only code that never ends could claim it, and whoever waits for the mailbox would reach a \`fail\`.`,
        {
          fixes: [
            r.text(f.at) === '0' ? r.replace('Write `1`, which promises no message', f.at, '1') : undefined,
          ],
        },
      );
    case 'duplicate-parameter':
      return r.error(
        'E210',
        f.at,
        `Two parameters are called \`${f.name}\`; only the last could ever be used.`,
        {
          related: [r.related(f.first, `the first \`${f.name}\``)],
          fixes: [r.replace(`Rename the first to \`${f.name}'\``, f.first, `${f.name}'`)],
        },
      );
    case 'duplicate-message':
      return r.error('E210', f.at, `This interface already has a message \`${f.name}\`.`, {
        related: [r.related(f.first, `the first \`${f.name}\``)],
        fixes: [r.replace(`Rename it to \`${f.name}'\``, f.at, `${f.name}'`)],
      });
    case 'hidden-binder':
      return r.warning(
        'W202',
        f.at,
        `This \`${f.name}\` can never be used: a later \`${f.name}\` in the same place hides it.`,
        {
          related: [r.related(f.by, 'this one is meant by the name')],
          fixes: [r.replace(`Rename it to \`${f.name}'\``, f.at, `${f.name}'`)],
        },
      );
    case 'builtin-binder':
      return r.warning(
        'W201',
        f.at,
        `\`${f.name}\` is a built-in function: wherever the name is used it means the built-in, never this variable.`,
        { fixes: [r.replace(`Rename it to \`${f.name}'\``, f.at, `${f.name}'`)] },
      );
    default:
      return f satisfies never;
  }
}

/** Where the definition that is called begins; none for built-ins and other functions. */
function calleeDeclared(r: Reporter, name: string): Related | undefined {
  if (isBuiltin(name)) return undefined;
  const signature = r.context.world.definition(name);
  if (signature === undefined) return undefined;
  const { item } = signature;
  return relatedAt(r.context, { item, at: item.name.at }, `\`${name}\` is declared here`);
}

/** Removes `[R]` around a usage letter. */
function removeUsage(r: Reporter, at: Range): Fix | undefined {
  const { text } = r.context;
  const { start, end } = r.span(at);
  const open = text.lastIndexOf('[', start);
  const close = text.indexOf(']', end - 1);
  if (open < 0 || close < 0) return undefined;
  return { title: 'Remove the usage', edits: [{ span: { start: open, end: close + 1 }, text: '' }] };
}

export function explainPlain(r: Reporter, f: PlainFault): Diagnostic {
  switch (f.kind) {
    case 'unbound-variable':
      return r.error(
        'E201',
        f.at,
        `There is no variable or definition \`${f.name}\` here.${didYouMean(f.similar)}`,
        {
          fixes: [rename(r, f.at, f.similar)],
        },
      );
    case 'unknown-interface':
      return r.error('E205', f.at, `There is no interface \`${f.name}\`.${didYouMean(f.similar)}`, {
        fixes: [rename(r, f.at, f.similar)],
      });
    case 'unknown-message':
      return r.error(
        'E206',
        f.at,
        `Interface \`${f.interface}\` has no message \`${f.tag}\`.${didYouMean(f.similar)}`,
        {
          related: [
            relatedAt(r.context, { item: f.item, at: f.declared }, `\`${f.interface}\` is declared here`),
          ],
          fixes: [rename(r, f.at, f.similar)],
        },
      );
    case 'type-mismatch':
      return mismatch(r, f);
    case 'argument-count':
      return r.error(
        'E202',
        f.at,
        `${f.callee === 'this function' ? 'This function' : `\`${f.callee}\``} takes ${count(f.wanted, 'argument')}, but is given ${f.found === 0 ? 'none' : number(f.found)}.`,
        { related: [calleeDeclared(r, f.callee)] },
      );
    case 'payload-count':
      return r.error(
        'E203',
        f.at,
        f.receiving
          ? `A \`${f.tag}\` message carries ${count(f.wanted, 'payload')}, but this clause names ${f.found === 0 ? 'none' : number(f.found)}.`
          : `A \`${f.tag}\` message carries ${count(f.wanted, 'payload')}, but ${f.found === 0 ? 'none' : number(f.found)} ${f.found === 1 ? 'is' : 'are'} sent.`,
        {
          related: [
            relatedAt(
              r.context,
              { item: f.item, at: f.declared },
              `\`${f.tag}\` of \`${f.interface}\` is declared here`,
            ),
          ],
        },
      );
    case 'tuple-width':
      return r.error(
        'E211',
        f.at,
        `The tuple has ${count(f.wanted, 'part')}, but ${count(f.found, 'name')} ${f.found === 1 ? 'is' : 'are'} given for them.`,
      );
    case 'not-a-mailbox':
      return r.error(
        'E207',
        f.at,
        `Only a mailbox can be ${f.use === 'send' ? 'sent to' : f.use === 'guard' ? 'guarded' : 'freed'}, and this is ${r.noun(f.found)}.`,
      );
    case 'not-a-function':
      return r.error('E208', f.at, `Only a function can be called, and this is ${r.noun(f.found)}.`);
    case 'not-a-tuple':
      return r.error(
        'E211',
        f.at,
        `Only a tuple can be taken apart by \`let (…)\`, and this is ${r.noun(f.found)}.`,
      );
    case 'not-a-list-type':
      return r.error(
        'E213',
        f.at,
        `\`caseL\` takes a list apart, so its annotation must be a list type, and \`${r.show(f.found)}\` is not.`,
      );
    case 'unknown-type':
      return r.error('E209', f.at, unknownType(f.what), { fixes: [annotateLet(r, f)] });
    default:
      return f satisfies never;
  }
}

/** Writes a type of the right shape after the name that a `let` gives the value. */
function annotateLet(
  r: Reporter,
  { at, what, part }: Extract<PlainFault, { kind: 'unknown-type' }>,
): Fix | undefined {
  const before = r.text({ start: Math.max(0, at.start - 200), end: at.start });
  const equals = /^let\s+[a-z][\w']*(\s*=\s*)$/.exec(before.slice(before.lastIndexOf('let')))?.[1];
  if (equals === undefined || what === 'guard') return undefined;
  const known = part?.kind === 'base' ? r.show(part) : 'Int';
  const type = what === 'nil' ? 'List(Int)' : what === 'inl' ? `(${known} + Unit)` : `(Unit + ${known})`;
  return r.insert(`Annotate it, say as \`${type}\``, at.start - equals.length, `: ${type}`);
}

function unknownType(what: 'nil' | 'inl' | 'inr' | 'guard'): string {
  switch (what) {
    case 'nil':
      return 'Nothing says what this empty list would hold: annotate it, as in `let xs: List(Int) = nil in …`.';
    case 'inl':
    case 'inr':
      return `Nothing says what the other side of this \`${what}\` would be: annotate it, as in \`let s: (Int + Bool) = ${what}(…) in …\`.`;
    case 'guard':
      return 'Nothing says what the type of this guard is, since it has only `fail` clauses: annotate it, as in `guard … { … } : Unit`.';
    default:
      return what satisfies never;
  }
}

function didYouMean(similar: Similar | undefined): string {
  return similar === undefined ? '' : ` Did you mean \`${similar.name}\`?`;
}

function rename(r: Reporter, at: Range, similar: Similar | undefined): Fix | undefined {
  return similar === undefined ? undefined : r.changeTo(at, similar);
}

function mismatch(r: Reporter, f: Extract<PlainFault, { kind: 'type-mismatch' }>): Diagnostic {
  const found = r.noun(f.found);
  const wanted = r.noun(f.wanted);
  const related: (Related | undefined)[] = [];
  const fixes: (Fix | undefined)[] = [];
  const { because } = f;
  if (
    f.wanted.kind === 'base' &&
    f.wanted.name === 'String' &&
    f.found.kind === 'base' &&
    f.found.name === 'Int'
  ) {
    fixes.push(r.replace('Convert it with `intToString`', f.at, `intToString(${r.text(f.at)})`));
  }
  if (because?.at !== undefined)
    related.push(
      because.item === undefined
        ? r.related(because.at, declaredHere(because))
        : relatedAt(r.context, { item: because.item, at: because.at }, declaredHere(because)),
    );
  return r.error('E204', f.at, `This is ${found}, but ${needed(because)} ${wanted}.`, { related, fixes });
}

function declaredHere(because: Because): string {
  switch (because.what) {
    case 'parameter':
      return because.name === undefined
        ? 'the parameter is declared here'
        : `parameter \`${because.name}\` is declared here`;
    case 'result':
      return 'the result type is declared here';
    case 'payload':
      return `\`${because.name ?? ''}\` is declared here`;
    case 'first-branch':
      return 'the first branch';
    case 'element':
      return 'the first element';
    default:
      return 'this annotation says so';
  }
}

function needed(because: Because | undefined): string {
  switch (because?.what) {
    case 'parameter':
      return because.name === undefined ? 'the function wants' : `parameter \`${because.name}\` wants`;
    case 'payload':
      return `the message \`${because.name ?? ''}\` carries`;
    case 'result':
      return because.name === undefined ? 'the function must return' : `\`${because.name}\` must return`;
    case 'annotation':
      return 'the annotation says';
    case 'first-branch':
      return 'the first branch gives';
    case 'element':
      return 'the first element makes it';
    case 'operator':
      return `\`${because.name ?? ''}\` wants`;
    case 'effect':
      return 'its value is thrown away here, so it must be';
    case 'condition':
      return 'a condition must be';
    default:
      return 'what is needed here is';
  }
}
