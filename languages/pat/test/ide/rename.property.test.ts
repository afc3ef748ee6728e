// Renaming, on every example program: to a fresh name it keeps the program and can be undone; to a name that is there
// it is refused exactly when the plain exchange of the names would change what some name means, or the verdict.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { type Analysis, PatDocument } from '../../analysis.ts';
import { definition } from '../../ide/definition.ts';
import { linkedEditing } from '../../ide/linked-editing.ts';
import { occurrences } from '../../ide/occurrences.ts';
import { type Entity, entities, entityOf } from '../../ide/references.ts';
import { prepareRename, rename } from '../../ide/rename.ts';
import { isBuiltin } from '../../types/builtins.ts';
import { testParser } from '../parser.ts';
import { apply } from './apply.ts';
import { coreText } from './core-text.ts';

const folder = new URL('../../../../examples/', import.meta.url);
const programs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.pat'))
  .map(file => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));

/** Programs that use names in ways that the examples do not. */
const others = [
  {
    file: 'names hidden and spelt alike',
    text: `interface A { M(Int), N(B!) } interface B { M(Int), O() }
def f(x: Int, g: (Int) -> Int): Int { let x = (let y = x in y + g(x)) in let y = x in h(fun(x: Int): Int { x + y }, x) }
def h(g: (Int) -> Int, y: Int): Int { let (a, b) = (g(y), y) in let a = a + b in f(a, g) }
def m(a: A?, b: B!): Int {
  guard a : M . N* {
    receive M(x) -> guard a : N* { empty(a) -> free(a); x receive N(y) from b -> y ! M(x); y ! O(); m(b, y) }
    receive N(a) from x -> m(x, a)
  }
}
let f = f(1, fun(f: Int): Int { f }) in caseL (f :: nil) : List(Int) of { nil -> f | (x :: f) -> x }
`,
  },
  {
    file: 'names that are declared twice or nowhere',
    text: `interface I { M(), M(), N(J!) } interface I { M(), K() } interface L { N() }
def f(x: Int, x: Int): Int { x + y + g(x) } def f(y: Int): Int { f(y, y) }
def k(m: I!, n: L!, o: Nowhere!): Unit { m ! K(); m ! M(); n ! M(); o ! M(); q ! N(); q ! K() }
def o(m: I?): Unit { guard m : M . N* { receive M(m) from m -> m receive M() from m -> o(m) receive K() from x -> x } }
let print = 1 in let (a, a) = (1, 2) in print + a + f(a)
`,
  },
];

/** Which names of a text stand for the same thing, by the order in which things are first named. */
function namesOf(analysis: Analysis): string {
  const numbers = new Map<Entity, number>();
  return analysis.items
    .flatMap(item =>
      occurrences(item).flatMap(o => {
        const entity = entityOf(analysis, o);
        if (entity === undefined) return [];
        if (!numbers.has(entity)) numbers.set(entity, numbers.size);
        const role = o.kind === 'message' ? o.role : o.kind === 'builtin' ? o.name : o.declares;
        const declared = entity.declaration === undefined ? 'nowhere' : '';
        return [`${o.kind} ${numbers.get(entity)} ${role} ${declared}`];
      }),
    )
    .join('\n');
}

/** The codes of diagnostics that the first text lacks: renaming one of two declarations may mend a program. */
function newFaults(before: Analysis, after: Analysis): string[] {
  const known = before.diagnostics.map(d => d.code);
  return after.diagnostics.flatMap(({ code }) => {
    const at = known.indexOf(code);
    if (at >= 0) known.splice(at, 1);
    return at >= 0 ? [] : [code];
  });
}

function capital({ kind }: Entity): boolean {
  return kind === 'interface' || kind === 'message';
}

/** Whether a second declaration of the same name, which is an error, stays when this one has another. */
function declaredTwice(analysis: Analysis, entity: Entity): boolean {
  return (
    !analysis.accepted &&
    entities(analysis).some(
      other =>
        other !== entity && other.kind === entity.kind && other.name === entity.name && other.declaration,
    )
  );
}

async function withAnalyses<T>(use: (analyse: (text: string) => Analysis) => T): Promise<T> {
  const parser = await testParser();
  const document = new PatDocument(parser, '');
  try {
    return use(text => {
      document.edit(0, document.text.length, text);
      return document.analysis();
    });
  } finally {
    document.dispose();
  }
}

function renameable(analysis: Analysis): { readonly entity: Entity; readonly at: number }[] {
  return entities(analysis).flatMap(entity => {
    const at = entity.declaration?.span.start ?? -1;
    return at >= 0 && prepareRename(analysis, at).kind === 'place' ? [{ entity, at }] : [];
  });
}

describe('renaming in every example program', () => {
  for (const { file, text } of [...programs, ...others]) {
    it(`${file}: to a fresh name keeps the program, from each place the same, and back gives the same text`, () =>
      withAnalyses(analyse => {
        const before = analyse(text);
        const names = namesOf(before);
        const core = coreText(before.core);
        for (const { entity, at } of renameable(before)) {
          const fresh = capital(entity) ? "Zz9_'" : "zz9_'";
          const answer = rename(before, at, fresh);
          if (answer.kind === 'refused') {
            assert.ok(!before.accepted, `${entity.name}: ${answer.reason}`);
            assert.match(answer.reason, /^It is not known /);
            continue;
          }
          for (const { span } of entity.references) {
            assert.deepEqual(rename(before, span.start, fresh), answer);
            assert.deepEqual(rename(before, span.end, fresh), answer);
            assert.equal(definition(before, span.start)?.targets[0]?.selection.start, at);
          }
          const changed = apply(text, answer.edits);
          assert.ok(!new RegExp(`${fresh}[A-Za-z0-9_']`).test(changed));
          const after = analyse(changed);
          assert.deepEqual(newFaults(before, after), [], `${entity.name} at ${at}`);
          assert.equal(namesOf(after), names, `${entity.name} at ${at}`);
          if (before.accepted)
            assert.equal(coreText(after.core).replaceAll(`"${fresh}"`, `"${entity.name}"`), core);
          if (/^[A-Z]/.test(entity.name) !== capital(entity)) continue;
          const back = rename(after, changed.indexOf(fresh), entity.name);
          if (back.kind === 'edits') assert.equal(apply(changed, back.edits), text);
          else
            assert.ok(
              declaredTwice(before, entity) || isBuiltin(entity.name),
              `${entity.name} again: ${back.reason}`,
            );
        }
      })).timeout(20_000);

    it(`${file}: to a name that is there is refused exactly when something would change`, () =>
      withAnalyses(analyse => {
        const before = analyse(text);
        const names = namesOf(before);
        const all = renameable(before);
        const texts = new Set(entities(before).flatMap(e => (e.kind === 'builtin' ? [] : [e.name])));
        // Far more pairs than need be: of many, some that depend on the program alone.
        let pairs = all.flatMap(one => [...texts].map(name => ({ ...one, name })));
        pairs = pairs.filter(
          ({ entity, name }) => name !== entity.name && /^[A-Z]/.test(name) === capital(entity),
        );
        const step = Math.max(1, Math.floor(pairs.length / 60));
        for (const { entity, at, name } of pairs.filter((_, i) => i % step === 0)) {
          const answer = rename(before, at, name);
          const edits = entity.references.map(({ span }) => ({ span, text: name }));
          const after = analyse(apply(text, edits));
          const same = namesOf(after) === names && newFaults(before, after).length === 0;
          const what = `${entity.kind} ${entity.name} at ${at} to ${name}`;
          if (answer.kind === 'edits') assert.ok(same, `${what} was not refused`);
          else assert.ok(!same || declaredTwice(before, entity), `${what} was refused: ${answer.reason}`);
        }
      })).timeout(20_000);

    it(`${file}: editing the linked names of a guard together keeps the program`, () =>
      withAnalyses(analyse => {
        const before = analyse(text);
        const core = coreText(before.core);
        for (const { kind, name, references } of entities(before)) {
          if (kind !== 'variable') continue;
          for (const { span } of references) {
            const linked = linkedEditing(before, span.start);
            if (linked.length === 0) continue;
            assert.ok(linked.some(l => l.start === span.start && l.end === span.end));
            for (const { start, end } of linked) assert.equal(text.slice(start, end), name);
            const after = analyse(
              apply(
                text,
                linked.map(l => ({ span: l, text: 'zz9' })),
              ),
            );
            assert.equal(coreText(after.core), core);
            assert.equal(after.accepted, before.accepted);
          }
        }
      })).timeout(20_000);
  }
});
