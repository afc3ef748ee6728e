// What one missing token costs: of the example programs with single tokens taken out, how many of the other names still
// stand for what they stood for, and how many errors are reported. The bounds are a little below what was measured; every
// token of every example was tried then, here it is a sample.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { type Analysis, PatDocument } from '../../analysis.ts';
import { occurrences } from '../../ide/occurrences.ts';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';

interface Named {
  readonly start: number;
  readonly end: number;
  /** What it stands for, but for a variable's binder. */
  readonly meaning: string;
  readonly binder: { readonly start: number; readonly end: number } | undefined;
}

function namesOf({ items, signatures }: Analysis): Named[] {
  // A tag on a mailbox of unknown interface counts as the message of the one interface that declares it.
  const owner = (tag: string): string | undefined => {
    const owners = [...signatures.interfaceNames.all].filter(n => signatures.interface(n)?.messages.has(tag));
    return owners.length === 1 ? owners[0] : undefined;
  };
  return items.flatMap(item =>
    occurrences(item).map(o => {
      const start = item.start + o.at.start;
      const end = item.start + o.at.end;
      if (o.kind === 'variable') {
        const { at } = o.binder;
        const binder = { start: item.start + at.start, end: item.start + at.end };
        return { start, end, meaning: 'variable', binder };
      }
      const meaning =
        o.kind === 'message' ? `${o.tag} of ${o.interface ?? owner(o.tag)}` : `${o.kind} ${o.name}`;
      return { start, end, meaning, binder: undefined };
    }),
  );
}

interface Loss {
  /** Names that do not depend on the token, and how many of them lost their meaning. */
  readonly names: number;
  readonly lost: number;
  readonly errors: number;
}

/** What it costs to take a token out; where that would join two words, a space stays. */
function without(document: PatDocument, whole: readonly Named[], token: Named): Loss {
  const { text } = document;
  const { start, end } = token;
  const space = /\w$/.test(text.slice(0, start)) && /^\w/.test(text.slice(end)) ? ' ' : '';
  document.edit(start, end, space);
  const damaged = document.analysis();
  document.edit(start, start + space.length, text.slice(start, end));
  const moved = (offset: number): number => (offset >= end ? offset - (end - start) + space.length : offset);
  const key = ({ start: s, end: e, meaning, binder }: Named, by: (offset: number) => number): string =>
    `${by(s)} ${by(e)} ${meaning} ${binder === undefined ? '' : by(binder.start)}`;
  const left = new Set(namesOf(damaged).map(name => key(name, offset => offset)));
  const touched = (span: { readonly start: number; readonly end: number } | undefined): boolean =>
    span !== undefined && span.start < end && start < span.end;
  const others = whole.filter(name => !touched(name) && !touched(name.binder));
  return {
    names: others.length,
    lost: others.filter(name => !left.has(key(name, moved))).length,
    errors: damaged.diagnostics.filter(d => d.severity === 'error').length,
  };
}

const lexeme = /#[^\n]*|"[^"\n]*"|receive\*|[A-Za-z][\w']*|\d+|->|::|[^\s\w]/g;

describe('a missing token', () => {
  let parser: PatParser;
  const losses: Loss[] = [];
  before(async () => {
    parser = await testParser();
    const folder = new URL('../../../../examples/', import.meta.url);
    let count = 0;
    for (const file of readdirSync(folder).filter(name => name.endsWith('.pat'))) {
      const document = new PatDocument(parser, readFileSync(new URL(file, folder), 'utf8'));
      const whole = namesOf(document.analysis());
      for (const match of document.text.matchAll(lexeme)) {
        // A prime, so that no construct's tokens are always the same.
        if (match[0].startsWith('#') || count++ % 83 !== 0) continue;
        const token = {
          start: match.index,
          end: match.index + match[0].length,
          meaning: '',
          binder: undefined,
        };
        losses.push(without(document, whole, token));
      }
      document.dispose();
    }
  });
  const total = (of: (loss: Loss) => number): number => losses.reduce((sum, loss) => sum + of(loss), 0);

  it('is tried at more than a hundred and fifty places', () =>
    assert.ok(losses.length > 150, `${losses.length}`));

  it('leaves more than 99 in 100 of the other names what they were', () => {
    const kept = 1 - total(l => l.lost) / total(l => l.names);
    assert.ok(kept > 0.99, `${(100 * kept).toFixed(2)} %`);
  });

  it('leaves all other names what they were at 9 places in 10', () => {
    const spotless = losses.filter(l => l.lost === 0).length / losses.length;
    assert.ok(spotless > 0.9, `${(100 * spotless).toFixed(1)} %`);
  });

  it('is reported with one or two errors at 9 places in 10', () => {
    const quiet = losses.filter(l => l.errors <= 2).length / losses.length;
    assert.ok(quiet > 0.9, `${(100 * quiet).toFixed(1)} %`);
  });
});
