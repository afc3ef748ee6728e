// Refactorings keep the meaning: tried on every `let` of the examples, and on expressions and runs of steps of every shape
// that they have, the first of each.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { CodeAction } from '../../../../answers.ts';
import type { Span, TextEdit } from '../../../../diagnostic.ts';
import { type AnalysedItem, type Analysis, PatDocument } from '../../../analysis.ts';
import { type ActionKind, codeActions } from '../../../ide/actions/index.ts';
import { expressionOf, partsOf, type Slot, walk } from '../../../ide/actions/parts.ts';
import type { Expression, Statement } from '../../../syntax/ast.ts';
import { testParser } from '../../parser.ts';
import { apply } from '../apply.ts';
import { bare, normalProgram } from './normal.ts';

const folder = new URL('../../../../../examples/', import.meta.url);
const examples = readdirSync(folder).filter(file => file.endsWith('.pat'));

type Block = Extract<Expression, { kind: 'block' }>;

type EachExample = (use: (document: PatDocument, analysis: Analysis, name: string) => void) => void;

/** Opens the examples for the tests of a suite, which look at them and do not change them. */
function openExamples(): EachExample {
  const documents = new Map<string, PatDocument>();
  before(async () => {
    const parser = await testParser();
    for (const name of examples)
      documents.set(name, new PatDocument(parser, readFileSync(new URL(name, folder), 'utf8')));
  });
  after(() => {
    for (const document of documents.values()) document.dispose();
  });
  return use => {
    for (const [name, document] of documents) use(document, document.analysis(), name);
  };
}

/** An expression's kind and those of its parts, so many levels deep. */
function shapeOf(e: Expression, depth = 1): string {
  const parts = depth === 0 ? [] : partsOf(e).map(({ expression }) => shapeOf(expression, depth - 1));
  return parts.length === 0 ? e.kind : `${e.kind}(${parts})`;
}

function shapeOfSteps(steps: readonly Statement[]): string {
  return steps.map(s => `${s.kind} ${shapeOf(expressionOf(s))}`).join('; ');
}

/** How many names an expression uses that it does not bind; three stand for more. */
function usedNames(e: Expression): number {
  const used = new Set<string>();
  walk(e, (inner, _, scope) => {
    if (inner.kind === 'variable' && !scope.get(inner.name)) used.add(inner.name);
    return true;
  });
  return Math.min(3, used.size);
}

/** The shapes of what has been tried. */
class Shapes {
  private readonly seen = new Set<string>();

  isNew(shape: string): boolean {
    if (this.seen.has(shape)) return false;
    this.seen.add(shape);
    return true;
  }
}

/** Visits an expression and all in it with what it is a part of. */
function walkParts(
  root: Expression,
  visit: (e: Expression, whole: Expression['kind'] | 'body', slot: Slot) => void,
): void {
  const go = (e: Expression, whole: Expression['kind'] | 'body', slot: Slot): void => {
    visit(e, whole, slot);
    for (const part of partsOf(e)) go(part.expression, e.kind, part.slot);
  };
  go(root, 'body', 'any');
}

/** The action at a place, if it is offered, and the results once it is done. */
function doAt(
  document: PatDocument,
  span: Span,
  kind: ActionKind,
): { readonly action: CodeAction; readonly text: string; readonly after: Analysis } | undefined {
  // What is offered has been tried out: most often its results are known.
  const known = new Map<readonly TextEdit[], Analysis>();
  const whatIf = (edits: readonly TextEdit[]): Analysis => {
    const results = known.get(edits) ?? document.whatIf(edits);
    known.set(edits, results);
    return results;
  };
  const [action] = codeActions(document.analysis(), { span, wants: wanted => wanted === kind, whatIf });
  if (action === undefined) return undefined;
  return { action, text: apply(document.text, action.edits), after: whatIf(action.edits) };
}

function spanIn(item: AnalysedItem, { start, end }: Span): Span {
  return { start: item.start + start, end: item.start + end };
}

/** The bodies in a program, with their items. */
function bodies({ items }: Analysis): { readonly analysed: AnalysedItem; readonly body: Expression }[] {
  return items.flatMap(analysed =>
    analysed.item.kind === 'interface' ? [] : [{ analysed, body: analysed.item.body }],
  );
}

/** A tree of plain data with one node, by identity, in another's place. */
function replaced(node: unknown, old: unknown, put: unknown): unknown {
  if (node === old) return put;
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map(part => replaced(part, old, put));
  return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, replaced(part, old, put)]));
}

/** The definition that was made, the arguments of its call, and the item that calls it, as they are written now. */
function checkExtraction(
  before: Analysis,
  analysed: AnalysedItem,
  after: Analysis,
  wanted: (call: unknown) => { readonly body: unknown; readonly rest: unknown },
  where: string,
): void {
  assert.ok(after.accepted, `${where} is no longer accepted\n${after.text}`);
  const at = before.items.indexOf(analysed);
  const made = after.items[at]?.item;
  assert.ok(made?.kind === 'definition' && made.name.text === 'extracted', where);
  const call = {
    kind: 'apply',
    callee: { kind: 'variable', name: 'extracted' },
    arguments: made.parameters.map(({ name }) => ({ kind: 'variable', name: name.text })),
  };
  const { body, rest } = wanted(call);
  assert.deepEqual(bare(made.body), bare(body), where);
  assert.deepEqual(bare(after.items[at + 1]?.item), bare(rest), where);
  // Items that the edits leave alone are the same objects.
  const others = [...after.items.slice(0, at), ...after.items.slice(at + 2)].map(({ item }) => item);
  const kept = before.items.filter(item => item !== analysed).map(({ item }) => item);
  assert.ok(
    others.length === kept.length && others.every((item, i) => item === kept[i]),
    `${where}: other items changed`,
  );
}

describe('extract to definition, on the examples', () => {
  const eachExample = openExamples();

  it('moves an expression as it is, calls it in its place, and the program stays accepted', () => {
    let offered = 0;
    let tried = 0;
    const shapes = new Shapes();
    eachExample((document, before, name) => {
      for (const { analysed, body } of bodies(before)) {
        walkParts(body, (e, whole, slot) => {
          if (e.kind === 'variable') return;
          if (!shapes.isNew(`${analysed.item.kind} ${whole} ${slot} ${shapeOf(e)} ${usedNames(e)}`)) return;
          tried++;
          const done = doAt(document, spanIn(analysed, e.at), 'refactor.extract');
          if (done === undefined) return;
          offered++;
          const wanted = (call: unknown) => ({ body: e, rest: replaced(analysed.item, e, call) });
          const part = document.text.slice(analysed.start + e.at.start, analysed.start + e.at.end);
          checkExtraction(before, analysed, done.after, wanted, `${name}: ${part}`);
          assert.equal(done.text, done.after.text);
          const at = done.action.renameAt ?? 0;
          assert.match(done.text.slice(at), /^extracted\(/, `${name}: ${part}`);
        });
      }
    });
    assert.ok(offered > 0.9 * tried, `offered for ${offered} of ${tried} expressions`);
  });

  it('moves steps as they are, and the program stays accepted', () => {
    let offered = 0;
    const shapes = new Shapes();
    eachExample((document, before, name) => {
      for (const { analysed, body } of bodies(before)) {
        walk(body, e => {
          if (e.kind === 'block') offered += runsOf(document, before, analysed, e, name, shapes);
          return true;
        });
      }
    });
    assert.ok(offered > 150, `offered for ${offered} runs of steps`);
  });
});

/** Tries runs of one to three steps of a block; how many were offered. */
function runsOf(
  document: PatDocument,
  before: Analysis,
  analysed: AnalysedItem,
  e: Block,
  name: string,
  shapes: Shapes,
): number {
  let offered = 0;
  e.statements.forEach((first, i) => {
    for (let length = 1; length <= 3 && i + length <= e.statements.length; length++) {
      const run = e.statements.slice(i, i + length);
      const last = run.at(-1);
      if (last === undefined || last.kind === 'let-tuple') continue;
      if (!shapes.isNew(shapeOfSteps(run))) continue;
      const done = doAt(
        document,
        spanIn(analysed, { start: first.at.start, end: last.at.end }),
        'refactor.extract',
      );
      if (done === undefined) continue;
      offered++;
      const result = last.kind === 'then' ? last.expression : last.bound;
      const wanted = (call: unknown) => {
        const instead = last.kind === 'then' ? { ...last, expression: call } : { ...last, bound: call };
        const statements = [...e.statements.slice(0, i), instead, ...e.statements.slice(i + length)];
        return {
          body: length === 1 ? result : { kind: 'block', statements: run.slice(0, -1), result },
          rest: replaced(analysed.item, e, { ...e, statements }),
        };
      };
      checkExtraction(
        before,
        analysed,
        done.after,
        wanted,
        `${name}, ${length} steps from ${first.at.start}`,
      );
    }
  });
  return offered;
}

describe('inline let, on the examples', () => {
  const eachExample = openExamples();

  it('does the same in the same order, and the program stays accepted', () => {
    let offered = 0;
    eachExample((document, before, name) => {
      const normal = normalProgram(before);
      for (const { analysed, body } of bodies(before)) {
        walk(body, e => {
          for (const s of e.kind === 'block' ? e.statements : []) {
            if (s.kind !== 'let') continue;
            const { start } = spanIn(analysed, s.binder.at);
            const done = doAt(document, { start, end: start }, 'refactor.inline');
            if (done === undefined) continue;
            offered++;
            assert.ok(done.after.accepted, `${name}: ${s.binder.text}\n${done.text}`);
            assert.deepEqual(normalProgram(done.after), normal, `${name}: ${s.binder.text}\n${done.text}`);
          }
          return true;
        });
      }
    });
    assert.ok(offered > 15, `offered for ${offered}`);
  });
});
