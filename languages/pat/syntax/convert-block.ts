// Steps and their result: `let x = a in b; c`. Mends what half-typed code lacks: an `in`, a `;`, the result.
import type { Expression, Name, Range, Statement } from './ast.ts';
import { expressionHole, isExpression, readBasic, readExpression } from './convert-expression.ts';
import { readNames } from './convert-parameter.ts';
import { isType, readAnnotation } from './convert-type.ts';
import { fix, spelling, type TreeReader } from './reader.ts';

interface Step {
  readonly statement: Statement;
  /** The `;` or `in` that ends it, as far as it is there. */
  readonly end: Range | undefined;
}

/** The block at the cursor; a stray `;` at its end leaves its last step as the result. */
export function readBlock(reader: TreeReader): Expression {
  const at = reader.at();
  const steps: Step[] = [];
  let result: Expression | undefined;
  let missing: number | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'let_statement' || type === 'let_tuple_statement')
      for (const step of readLet(reader, type)) steps.push(step);
    else if (type === 'then_statement') steps.push(readThen(reader));
    else if (type === 'missing_result') missing = reader.start;
    else if (isExpression(type)) result = readExpression(reader);
  }
  const last = steps.at(-1);
  if (!result && last) {
    if (last.statement.kind === 'then' && !last.end) {
      // Swallowed by a `let` without `in`: it was the result all along.
      steps.pop();
      result = last.statement.expression;
    } else if (last.statement.kind === 'then' && last.end) {
      strayAfter(reader, last.end);
      steps.pop();
      result = last.statement.expression;
    } else if (last.end) {
      const names = last.statement.kind === 'let' ? last.statement.binder.text : '';
      reader.fault(
        'E101',
        last.end,
        `After \`in\` comes the expression that uses ${names === '' ? 'the new names' : `\`${names}\``}.`,
      );
    }
  }
  result ??= expressionHole(missing ?? at.end);
  const statements = steps.map(step => step.statement);
  return statements.length === 0 ? result : { kind: 'block', at, statements, result };
}

/** A `;` with nothing behind it: accepted before `}` and `in` (spec §2), an error elsewhere. */
function strayAfter(reader: TreeReader, semicolon: Range): void {
  const next = reader.skipSpace(semicolon.end);
  const accepted = /^(?:\}|in(?![A-Za-z0-9_']))/.test(reader.slice(next, next + 3));
  const { start, end } = semicolon;
  if (accepted) {
    const fixes = spelling('Remove the `;`', start, end, '');
    reader.fault('I105', semicolon, '`;` joins two steps; after the last one there is none.', { fixes });
  } else {
    reader.fault('E101', semicolon, 'After `;` another step must come: write it, or remove the `;`.', {
      fixes: fix('Remove the `;`', start, end, ''),
    });
  }
}

function readThen(reader: TreeReader): Step {
  const at = reader.at();
  let expression = expressionHole(at.start);
  let end: Range | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === ';') {
      if (reader.present) end = reader.at();
    } else if (type === 'in') {
      const word = reader.at();
      reader.fault('I105', word, 'This `in` has no `let`; the `;` before it already joins the two steps.', {
        fixes: spelling('Remove the `in`', word.start, reader.skipSpace(word.end), ''),
      });
    } else if (isExpression(type)) {
      if (type === 'annotation') readAnnotatedStep(reader);
      expression = readExpression(reader);
    }
  }
  if (!end) {
    const stop = expression.at.end;
    reader.fault(
      'E106',
      reader.before(at.end),
      'Here `;` is missing: two steps are written `first; second`.',
      {
        fixes: fix('Write `;`', Math.max(stop, at.start), Math.max(stop, at.start), ';'),
      },
    );
  }
  return { statement: { kind: 'then', at, expression }, end };
}

function readAnnotatedStep(reader: TreeReader): void {
  const at = reader.at();
  reader.fault(
    'E131',
    at,
    'A type annotation ends its expression; before `;` it needs parentheses: `(e : T); …`.',
    {
      fixes: [
        {
          title: 'Write the parentheses',
          edits: [
            { range: { start: at.start, end: at.start }, text: '(' },
            { range: { start: at.end, end: at.end }, text: ')' },
          ],
        },
      ],
    },
  );
}

/** One `let`; without its `in`, the steps that its bound term has swallowed come after it. */
function readLet(reader: TreeReader, type: 'let_statement' | 'let_tuple_statement'): readonly Step[] {
  const at = reader.at();
  const tuple = type === 'let_tuple_statement';
  let binder: Name | undefined;
  let binders: readonly Name[] = [];
  let annotation: ReturnType<typeof readAnnotation> | undefined;
  let equals: Range | undefined;
  let bound: Expression | undefined;
  let end: Range | undefined;
  for (let child = reader.down(); child !== undefined; child = reader.next()) {
    if (child === '=') equals = reader.at();
    else if (child === 'in') {
      if (reader.present) end = reader.at();
    } else if (child === 'names') binders = readNames(reader, 'a variable', 0, '');
    else if (isType(child)) annotation = readLetType(reader, tuple);
    else if (equals && isExpression(child)) {
      const gap = `After \`=\` comes the expression that ${binder && binder.text !== '' ? `\`${binder.text}\`` : 'the name'} stands for.`;
      bound = tuple && end === undefined ? readTupleBound(reader, gap) : readExpression(reader, gap);
    } else if (child === 'variable' || child === 'constructor' || child === 'missing_name') {
      binder = reader.name('variable', 'a variable');
    }
  }
  const word = { start: at.start, end: at.start + 3 };
  const shown = tuple ? 'these names' : binder && binder.text !== '' ? `\`${binder.text}\`` : 'the name';
  if (!equals && (tuple || binder?.text !== '')) {
    reader.fault(
      'E129',
      word,
      `This \`let\` gives ${shown} no value: write \`=\` and an expression, then \`in\`.`,
    );
  }
  const rest: Step[] = [];
  if (!end && equals && bound) {
    const swallowed = swallowedSteps(reader, bound);
    if (swallowed) {
      bound = swallowed.first;
      for (const step of swallowed.rest) rest.push(step);
    }
    const stop = bound.at.end;
    const semicolon = swallowed ? swallowed.semicolon : reader.takeBackSemicolon(stop);
    if (semicolon) {
      const message = `This \`let\` has no \`in\`: write \`in\` instead of the \`;\`, before the expression that uses ${shown}.`;
      reader.fault('E105', word, message, {
        fixes: fix('Write `in`', semicolon.start, semicolon.end, ' in'),
      });
    } else if (bound.kind !== 'hole') {
      const message = `This \`let\` has no \`in\`: write \`in\` and the expression that uses ${shown} after the definition.`;
      reader.fault('E105', word, message, { fixes: fix('Write `in`', stop, stop, ' in') });
    }
  }
  bound ??= expressionHole(at.end);
  const statement: Statement = tuple
    ? { kind: 'let-tuple', at, binders, ...(annotation && { annotation }), bound }
    : {
        kind: 'let',
        at,
        binder: binder ?? reader.noName(word.end),
        ...(annotation && { annotation }),
        bound,
      };
  return [{ statement, end }, ...rest];
}

function swallowedSteps(
  reader: TreeReader,
  bound: Expression,
): { first: Expression; semicolon: Range; rest: readonly Step[] } | undefined {
  if (bound.kind !== 'block') return undefined;
  const [head, ...others] = bound.statements;
  if (head?.kind !== 'then') return undefined;
  const semicolon = { start: head.at.end - 1, end: head.at.end };
  if (reader.sliceOf(semicolon) !== ';') return undefined;
  const rest: Step[] = others.map(statement => ({ statement, end: undefined }));
  const { result } = bound;
  if (result.kind !== 'hole')
    rest.push({ statement: { kind: 'then', at: result.at, expression: result }, end: undefined });
  return { first: head.expression, semicolon, rest };
}

function readTupleBound(reader: TreeReader, gap: string): Expression {
  return readBasic(reader, 'What a `let` takes apart', gap);
}

function readLetType(reader: TreeReader, tuple: boolean): ReturnType<typeof readAnnotation> {
  const { type } = reader;
  const at = reader.at();
  const annotation = readAnnotation(reader);
  if (
    tuple &&
    annotation.kind !== 'tuple-type' &&
    annotation.kind !== 'type-hole' &&
    type !== 'missing_type'
  ) {
    reader.fault('E130', at, 'The type of several names is a tuple type, such as `(Int * Bool)`.');
  }
  return annotation;
}
