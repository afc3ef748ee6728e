// What must hold of renaming and linked editing in any program: the names mean what they meant, and nothing new is wrong.
import assert from 'node:assert/strict';
import type { Analysis, PatDocument } from '../../analysis.ts';
import { definition } from '../../ide/definition.ts';
import { linkedEditing } from '../../ide/linked-editing.ts';
import { occurrences } from '../../ide/occurrences.ts';
import { type Entity, entities, entityOf } from '../../ide/references.ts';
import { prepareRename, rename } from '../../ide/rename.ts';
import { isBuiltin } from '../../types/builtins.ts';
import { apply } from './apply.ts';
import { coreText } from './core-text.ts';

/** Makes a text that of the document; the results for it. */
function opened(document: PatDocument, text: string): Analysis {
  document.edit(0, document.text.length, text);
  return document.analysis();
}

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

function renameable(analysis: Analysis): { readonly entity: Entity; readonly at: number }[] {
  return entities(analysis).flatMap(entity => {
    const at = entity.declaration?.span.start ?? -1;
    return at >= 0 && prepareRename(analysis, at).kind === 'place' ? [{ entity, at }] : [];
  });
}

/**
 * To a fresh name: from each place of the name the same, the same program up to the name, and back the same text. A
 * program with errors may leave it open what a name means; then renaming says so.
 */
export function checkFresh(document: PatDocument, text: string): void {
  const before = opened(document, text);
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
    const after = document.whatIf(answer.edits);
    assert.equal(after.text, changed);
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
}

/**
 * To names that are there: refused exactly when the plain exchange would change what some name means, or make something
 * wrong. `count`: how many of all pairs to try at most.
 */
export function checkTaken(document: PatDocument, text: string, count: number): void {
  const before = opened(document, text);
  const names = namesOf(before);
  const all = renameable(before);
  const texts = new Set(entities(before).flatMap(e => (e.kind === 'builtin' ? [] : [e.name])));
  // Far more pairs than need be: of many, some that depend on the program alone.
  let pairs = all.flatMap(one => [...texts].map(name => ({ ...one, name })));
  pairs = pairs.filter(({ entity, name }) => name !== entity.name && /^[A-Z]/.test(name) === capital(entity));
  const step = Math.ceil(pairs.length / count);
  for (const { entity, at, name } of pairs.filter((_, i) => i % step === 0)) {
    const answer = rename(before, at, name);
    const edits = entity.references.map(({ span }) => ({ span, text: name }));
    const after = document.whatIf(edits);
    const same = namesOf(after) === names && newFaults(before, after).length === 0;
    const what = `${entity.kind} ${entity.name} at ${at} to ${name}`;
    if (answer.kind === 'edits') assert.ok(same, `${what} was not refused`);
    else {
      // A definition that nobody uses keeps the program under a built-in name too, but nobody could use it then.
      const hidden = entity.kind === 'definition' && isBuiltin(name);
      assert.ok(!same || hidden || declaredTwice(before, entity), `${what} was refused: ${answer.reason}`);
    }
  }
}

/** Names that are edited together: all to a fresh name keeps the program. */
export function checkLinked(document: PatDocument, text: string): void {
  const before = opened(document, text);
  const core = coreText(before.core);
  for (const { kind, name, references } of entities(before)) {
    if (kind !== 'variable') continue;
    for (const { span } of references) {
      const linked = linkedEditing(before, span.start);
      if (linked.length === 0) continue;
      assert.ok(linked.some(l => l.start === span.start && l.end === span.end));
      for (const { start, end } of linked) assert.equal(text.slice(start, end), name);
      const after = document.whatIf(linked.map(l => ({ span: l, text: 'zz9' })));
      assert.equal(coreText(after.core), core);
      assert.equal(after.accepted, before.accepted);
    }
  }
}
