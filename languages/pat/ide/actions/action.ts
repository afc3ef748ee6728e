// What a code action is, and what all of them work with.

import type { Diagnostic, Span, TextEdit } from '../../../diagnostic.ts';
import type { AnalysedItem, Analysis } from '../../analysis.ts';
import type { Range } from '../../syntax/ast.ts';

/** As in LSP, where a kind stands for all those that it begins. */
export const actionKinds = [
  'quickfix',
  'refactor.extract',
  'refactor.inline',
  'refactor.rewrite',
  'source.fixAll.pat',
  'source.writePatterns.pat',
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** What an action asks of the world around the analysis. */
export interface ActionRequest {
  /** The selection; empty for a cursor. */
  readonly span: Span;
  /** Whether actions of a kind are asked for. */
  readonly wants: (kind: ActionKind) => boolean;
  /** The results that edits would lead to; undefined where that cannot be said. */
  readonly whatIf: (edits: readonly TextEdit[]) => Analysis | undefined;
}

/** Whether a program has no more errors and warnings than before: what a refactoring owes. */
export function isNoWorse(before: Analysis, after: Analysis): boolean {
  const count = ({ diagnostics }: Analysis, severity: Diagnostic['severity']): number =>
    diagnostics.filter(d => d.severity === severity).length;
  return (
    count(after, 'error') <= count(before, 'error') && count(after, 'warning') <= count(before, 'warning')
  );
}

/** The source text of a part of an item. */
export function sourceOf({ text }: Analysis, { start: base }: AnalysedItem, { start, end }: Range): string {
  return text.slice(base + start, base + end);
}

export function within(inner: Range, outer: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function sameRange(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}
