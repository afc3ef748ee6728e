// Code actions of a fixture: `‸` marks the cursor, `⟪` and `⟫` what is selected.

import assert from 'node:assert/strict';
import type { CodeAction } from '../../../../answers.ts';
import { PatDocument } from '../../../analysis.ts';
import { type ActionKind, codeActions } from '../../../ide/actions/index.ts';
import { testParser } from '../../parser.ts';
import { apply } from '../apply.ts';

export interface Offered {
  readonly text: string;
  readonly actions: readonly CodeAction[];
  /** Whether the program is accepted before anything is done. */
  readonly accepted: boolean;
}

export async function offered(fixture: string, kind: ActionKind): Promise<Offered> {
  const start = fixture.search(/[‸⟪]/);
  const plain = fixture.replace(/[‸⟪]/, '');
  const closing = plain.indexOf('⟫');
  const text = plain.replace('⟫', '');
  const document = new PatDocument(await testParser(), text);
  try {
    const actions = codeActions(document.analysis(), {
      span: { start, end: closing < 0 ? start : closing },
      wants: wanted => wanted === kind,
      whatIf: edits => document.whatIf(edits),
    });
    return { text, actions, accepted: document.analysis().accepted };
  } finally {
    document.dispose();
  }
}

/** The text after the action of this title, or after the only one. */
export async function after(fixture: string, kind: ActionKind, title?: string): Promise<string> {
  const { text, actions } = await offered(fixture, kind);
  const wanted = title === undefined ? actions : actions.filter(action => action.title === title);
  assert.deepEqual(
    wanted.length,
    1,
    `offered: ${actions.map(action => action.title).join(', ') || 'nothing'}`,
  );
  return apply(text, wanted[0]?.edits ?? []);
}

/** Nothing of the kind is offered. */
export async function notOffered(fixture: string, kind: ActionKind): Promise<void> {
  const { actions } = await offered(fixture, kind);
  assert.deepEqual(
    actions.map(action => action.title),
    [],
  );
}

export async function diagnosticsOf(text: string): Promise<string[]> {
  const document = new PatDocument(await testParser(), text);
  try {
    return document.analysis().diagnostics.map(d => d.code);
  } finally {
    document.dispose();
  }
}
