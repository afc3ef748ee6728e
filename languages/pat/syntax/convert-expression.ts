// Expressions (spec §2): from the tree, with a fault for each gap and for what only the tree's grammar accepts.
import {
  type BinaryOperator,
  binaryOperators,
  type Expression,
  type Name,
  type Range,
  type Statement,
} from './ast.ts';
import { readBlock } from './convert-block.ts';
import { readCase, readCaseList } from './convert-case.ts';
import { readGuard } from './convert-guard.ts';
import { readParameters } from './convert-parameter.ts';
import { isType, readAnnotation, readType } from './convert-type.ts';
import { readInteger, readString } from './literals.ts';
import { fix, spelling, type TreeReader } from './reader.ts';

const FACTS = new Set(['unit', 'atom', 'boolean', 'variable', 'integer', 'string', 'parenthesized']);
const EXPRESSIONS = new Set([
  ...FACTS,
  ...['block', 'annotation', 'constructor', 'empty_list', 'tuple', 'cons', 'injection', 'case_expression'],
  ...[
    'case_list_expression',
    'new_expression',
    'spawn_expression',
    'free_expression',
    'fail_expression',
    'call',
  ],
  ...['lambda', 'send', 'if_expression', 'guard_expression', 'binary', 'negation'],
  ...['missing_expression', 'missing_result'],
]);

/** Whether a node of this type is an expression. */
export function isExpression(type: string): boolean {
  return EXPRESSIONS.has(type);
}

/** An expression that is not there; the caller has reported it. */
export function expressionHole(offset: number): Expression {
  return { kind: 'hole', at: { start: offset, end: offset } };
}

/** The expression at the cursor. `gap` says what is missing when it is a hole, as in "After `in` comes …". */
export function readExpression(reader: TreeReader, gap = 'Here an expression is missing.'): Expression {
  return reader.nested(
    () => readNode(reader, gap),
    () => ({ kind: 'hole', at: reader.at() }),
  );
}

/** An expression where Pat wants one without statements or annotation; `what` begins the sentence that says so. */
export function readBasic(reader: TreeReader, what: string, gap?: string): Expression {
  const { type } = reader;
  if (type === 'block' || type === 'annotation') {
    const at = reader.at();
    reader.fault('E124', at, `${what} needs parentheses here.`, { fixes: parenthesize(at) });
  }
  return readExpression(reader, gap);
}

function parenthesize(at: Range) {
  return [
    {
      title: 'Write the parentheses',
      edits: [
        { range: { start: at.start, end: at.start }, text: '(' },
        { range: { start: at.end, end: at.end }, text: ')' },
      ],
    },
  ];
}

function readNode(reader: TreeReader, gap: string): Expression {
  const at = reader.at();
  switch (reader.type) {
    case 'variable': {
      const name = reader.sliceOf(at);
      if (name !== '') return { kind: 'variable', at, name };
      reader.fault('E101', reader.before(at.start), gap);
      return { kind: 'hole', at };
    }
    case 'integer':
      return { kind: 'integer', at, value: readInteger(reader) };
    case 'string':
      return { kind: 'string', at, value: readString(reader) };
    case 'boolean':
      return { kind: 'boolean', at, value: reader.sliceOf(at) === 'true' };
    case 'atom':
      return { kind: 'atom', at, value: reader.slice(at.start + 1, at.end) };
    case 'empty_list':
      return { kind: 'nil', at };
    case 'unit':
      readBrackets(reader, at);
      return { kind: 'tuple', at, parts: [] };
    case 'parenthesized':
      return readBrackets(reader, at)[0] ?? { kind: 'hole', at };
    case 'tuple':
      return { kind: 'tuple', at, parts: readBrackets(reader, at) };
    case 'cons':
      return readCons(reader, at);
    case 'block':
      return readBlock(reader);
    case 'annotation':
      return readAnnotated(reader, at);
    case 'binary':
      return readBinary(reader, at);
    case 'negation':
      return readNegation(reader, at);
    case 'injection':
      return readInjection(reader, at);
    case 'case_expression':
      return readCase(reader);
    case 'case_list_expression':
      return readCaseList(reader);
    case 'new_expression':
      return readNew(reader, at);
    case 'spawn_expression':
      return readSpawn(reader, at);
    case 'free_expression':
      return readFree(reader, at);
    case 'fail_expression':
      return readFail(reader, at);
    case 'call':
      return readCall(reader, at);
    case 'send':
      return readSend(reader, at);
    case 'lambda':
      return readLambda(reader, at);
    case 'if_expression':
      return readIf(reader, at);
    case 'guard_expression':
      return readGuard(reader);
    case 'constructor': {
      const name = reader.sliceOf(at);
      const message =
        name === 'List'
          ? '`List` belongs to types; a list value is `nil` or `(first :: rest)`.'
          : `\`${name}\` is no value: capital letters begin tags, interfaces and types. A message is sent with \`mb ! ${name}(…)\`.`;
      reader.fault('E134', at, message);
      return { kind: 'hole', at };
    }
    default:
      reader.fault('E101', reader.before(at.start), gap);
      return { kind: 'hole', at };
  }
}

/** The expressions between parentheses, brackets or commas; reports a bracket that is not closed. */
function readBrackets(reader: TreeReader, at: Range): Expression[] {
  const parts: Expression[] = [];
  let closed = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === ')') closed = reader.present;
    else if (isExpression(type)) parts.push(readExpression(reader, 'After this another part must come.'));
  }
  if (!closed) reader.unclosed('(', at.start, at.end);
  return parts;
}

function readCons(reader: TreeReader, at: Range): Expression {
  const parts = readBrackets(reader, at);
  let result = parts.at(-1) ?? expressionHole(at.end);
  for (let i = parts.length - 2; i >= 0; i--) {
    const head = parts[i];
    if (!head) continue;
    const range = i === 0 ? at : { start: head.at.start, end: result.at.end };
    result = { kind: 'cons', at: range, head, tail: result };
  }
  const starts = parts.slice(1, -1).map(part => part.at.start);
  const last = parts.at(-1);
  if (starts.length > 0 && last) {
    if (starts.length > 400) reader.tooDeepAt({ start: at.start, end: at.start + 1 });
    reader.fault(
      'E132',
      { start: starts[0] ?? at.start, end: last.at.end },
      'Each `::` has parentheses of its own: `(a :: (b :: c))`.',
      {
        fixes: [
          {
            title: 'Write the parentheses',
            spelling: true,
            edits: [
              ...starts.map(start => ({ range: { start, end: start }, text: '(' })),
              { range: { start: last.at.end, end: last.at.end }, text: ')'.repeat(starts.length) },
            ],
          },
        ],
      },
    );
    if (starts.length > 400) return { kind: 'hole', at };
  }
  return result;
}

function readAnnotated(reader: TreeReader, at: Range): Expression {
  let body = expressionHole(at.start);
  let annotation: ReturnType<typeof readType> = { kind: 'type-hole', at };
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (isType(type)) annotation = readAnnotation(reader);
    else if (isExpression(type)) body = readExpression(reader);
  }
  return { kind: 'annotation', at, body, type: annotation };
}

function readBinary(reader: TreeReader, at: Range): Expression {
  let left: Expression | undefined;
  let right: Expression | undefined;
  let operator: BinaryOperator = '+';
  let operatorAt = at;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (isExpression(type)) {
      if (left) right = readExpression(reader, `After \`${operator}\` an expression is missing.`);
      else left = readExpression(reader);
    } else {
      operator = binaryOperators.find(sign => sign === type) ?? operator;
      operatorAt = reader.at();
      if (operator === '-') checkMinus(reader, operatorAt.start);
    }
  }
  return {
    kind: 'binary',
    at,
    operator,
    operatorAt,
    left: left ?? expressionHole(at.start),
    right: right ?? expressionHole(at.end),
  };
}

/** `-o` is one token, the arrow of linear functions, wherever it stands (spec §1). */
function checkMinus(reader: TreeReader, start: number): void {
  if (!/^-o(?![A-Za-z0-9_'])/.test(reader.slice(start, start + 3))) return;
  reader.fault(
    'E136',
    { start, end: start + 2 },
    '`-o` is one word: the arrow of linear functions. To subtract `o`, write a space: `- o`.',
    { fixes: fix('Write `- o`', start, start + 2, '- o') },
  );
}

function readNegation(reader: TreeReader, at: Range): Expression {
  let operand: Expression | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (isExpression(type)) operand = readExpression(reader, 'After `-` an expression is missing.');
  }
  const minus = { start: at.start, end: at.start + 1 };
  checkMinus(reader, at.start);
  reader.fault('E118', minus, 'There is no sign in front of a number; a negative number is `0 - …`.', {
    fixes: [
      {
        title: 'Write `0 - …` in parentheses',
        edits: [
          { range: minus, text: '(0 - ' },
          { range: { start: at.end, end: at.end }, text: ')' },
        ],
      },
    ],
  });
  return {
    kind: 'binary',
    at,
    operator: '-',
    operatorAt: minus,
    left: { kind: 'integer', at: { start: at.start, end: at.start }, value: 0n },
    right: operand ?? expressionHole(at.end),
  };
}

/** What stands in the parentheses of `inl(…)`, `inr(…)`, `free(…)`, `fail(…)`: exactly one expression. */
function readArgument(reader: TreeReader, word: string): Expression {
  const at = reader.at();
  const [argument] = readBrackets(reader, at);
  if (argument) return argument;
  reader.fault('E101', at, `\`${word}\` needs an expression between its parentheses.`);
  return expressionHole(at.end);
}

function missingArgument(reader: TreeReader, at: Range, word: string, example: string): Expression {
  reader.fault(
    'E129',
    { start: at.start, end: at.start + word.length },
    `\`${word}\` needs parentheses: \`${example}\`.`,
  );
  return expressionHole(at.end);
}

function readInjection(reader: TreeReader, at: Range): Expression {
  let side: 'inl' | 'inr' = 'inl';
  let body: Expression | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'inl' || type === 'inr') side = type;
    else if (type === 'argument') body = readArgument(reader, side);
  }
  return { kind: 'injection', at, side, body: body ?? missingArgument(reader, at, side, `${side}(value)`) };
}

function readFree(reader: TreeReader, at: Range): Expression {
  let mailbox: Expression | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'argument') mailbox = readArgument(reader, 'free');
  }
  return { kind: 'free', at, mailbox: mailbox ?? missingArgument(reader, at, 'free', 'free(mb)') };
}

function readFail(reader: TreeReader, at: Range): Expression {
  let mailbox: Expression | undefined;
  let result: ReturnType<typeof readType> | undefined;
  let open: number | undefined;
  let closed = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'argument') mailbox = readArgument(reader, 'fail');
    else if (type === '[') open = reader.start;
    else if (type === ']') closed = reader.present;
    else if (isType(type)) result = readType(reader);
  }
  if (open !== undefined && !closed) reader.unclosed('[', open, at.end);
  mailbox ??= missingArgument(reader, at, 'fail', 'fail(mb)[T]');
  if (open === undefined) {
    const word = { start: at.start, end: at.start + 4 };
    reader.fault('E129', word, '`fail` says which type it stands for: `fail(mb)[T]`.');
  }
  return { kind: 'fail', at, mailbox, type: result ?? { kind: 'type-hole', at } };
}

function readNew(reader: TreeReader, at: Range): Expression {
  let name: Name | undefined;
  let open: number | undefined;
  let closed = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === '[') open = reader.start;
    else if (type === ']') closed = reader.present;
    else if (type !== 'new') name = reader.name('constructor', 'an interface');
  }
  name ??= reader.noName(at.end);
  if (open !== undefined && !closed) reader.unclosed('[', open, at.end);
  if (open === undefined && name.text !== '') {
    reader.fault('E129', name.at, `The interface stands in square brackets: \`new[${name.text}]\`.`, {
      fixes: fix(`Write \`new[${name.text}]\``, at.start, at.end, `new[${name.text}]`),
    });
  }
  return { kind: 'new', at, interface: name };
}

/** What stands between braces. `owner` names the construct, for the fault when there is nothing. */
export function readBraces(reader: TreeReader, owner: string): Expression {
  const at = reader.at();
  let body: Expression | undefined;
  let closed = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === '}') closed = reader.present;
    else if (isExpression(type)) body = readExpression(reader);
  }
  if (!closed) reader.unclosed('{', at.start, at.end);
  else if (!body) {
    reader.fault(
      'E101',
      at,
      `${owner} is empty: write an expression between the braces, \`()\` if there is nothing to do.`,
      {
        fixes: fix('Write `()`', at.start, at.end, '{ () }'),
      },
    );
  }
  return body ?? expressionHole(at.end);
}

function readSpawn(reader: TreeReader, at: Range): Expression {
  let body: Expression | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'braces') body = readBraces(reader, 'This process');
    else if (isExpression(type)) {
      const inner = reader.at();
      if (type !== 'missing_expression') {
        reader.fault(
          'E129',
          { start: at.start, end: at.start + 5 },
          'What `spawn` starts stands in braces: `spawn { … }`.',
          {
            fixes: [
              {
                title: 'Write the braces',
                edits: [
                  { range: { start: inner.start, end: inner.start }, text: '{ ' },
                  { range: { start: inner.end, end: inner.end }, text: ' }' },
                ],
              },
            ],
          },
        );
      }
      body = readExpression(
        reader,
        'After `spawn` come braces with what the new process does: `spawn { … }`.',
      );
    }
  }
  return { kind: 'spawn', at, body: body ?? expressionHole(at.end) };
}

function readArguments(reader: TreeReader): Expression[] {
  return readBrackets(reader, reader.at());
}

/** The function or target of a call or send: Pat wants a name, a constant or parentheses. */
function readFact(reader: TreeReader, use: 'call' | 'send'): Expression {
  const { type } = reader;
  const at = reader.at();
  if (!FACTS.has(type) && type !== 'constructor' && isExpression(type)) {
    reader.fault(
      'E124',
      at,
      use === 'send'
        ? 'What stands before `!` needs parentheses here.'
        : type === 'call'
          ? 'A result that is called again needs parentheses: `(f(x))(y)`. If this is a new step, write `;` before it.'
          : 'What is called needs parentheses here. If this is a new step, write `;` before it.',
      { fixes: parenthesize(at) },
    );
  }
  return readExpression(reader);
}

function readCall(reader: TreeReader, at: Range): Expression {
  let callee: Expression | undefined;
  let args: Expression[] = [];
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'arguments') args = readArguments(reader);
    else if (isExpression(type)) callee = readFact(reader, 'call');
  }
  return { kind: 'apply', at, callee: callee ?? expressionHole(at.start), arguments: args };
}

function readSend(reader: TreeReader, at: Range): Expression {
  let target: Expression | undefined;
  let tag: Name | undefined;
  let args: Expression[] | undefined;
  let operator = at;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === '!') operator = reader.at();
    else if (type === 'arguments') args = readArguments(reader);
    else if (target) {
      if (type === 'missing_name') tag = reader.noName(reader.start);
      else tag = reader.name('constructor', 'a tag');
    } else target = readFact(reader, 'send');
  }
  if (!tag || tag.text === '') {
    reader.fault('E102', operator, 'After `!` comes the message to send, such as `Put(5)`.');
  } else if (!args) {
    reader.fault(
      'E129',
      tag.at,
      `A message is sent with parentheses, even without a payload: \`${tag.text}()\`.`,
      {
        fixes: fix('Write `()`', tag.at.end, tag.at.end, '()'),
      },
    );
  }
  return {
    kind: 'send',
    at,
    target: target ?? expressionHole(at.start),
    tag: tag ?? reader.noName(operator.end),
    arguments: args ?? [],
  };
}

function readLambda(reader: TreeReader, at: Range): Expression {
  let linear = false;
  let parameters: ReturnType<typeof readParameters> | undefined;
  let result: ReturnType<typeof readType> | undefined;
  let body: Expression | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'linfun') linear = true;
    else if (type === 'parameters') parameters = readParameters(reader);
    else if (type === 'braces') body = readBraces(reader, 'This function');
    else if (isType(type)) result = readAnnotation(reader);
  }
  const word = linear ? 'linfun' : 'fun';
  const missing = [
    ...(parameters ? [] : ['its parameters in parentheses']),
    ...(result ? [] : ['`:` and its result type']),
    ...(body ? [] : ['its body in braces']),
  ];
  if (missing.length > 0) {
    reader.fault(
      'E129',
      { start: at.start, end: at.start + word.length },
      `This function lacks ${missing.join(', ')}: \`${word}(x: Int): Int { x }\`.`,
    );
  }
  return {
    kind: 'lambda',
    at,
    linear,
    parameters: parameters ?? [],
    result: result ?? { kind: 'type-hole', at },
    body: body ?? expressionHole(at.end),
  };
}

function readIf(reader: TreeReader, at: Range): Expression {
  let condition: Expression | undefined;
  let consequence: Expression | undefined;
  let alternative: Expression | undefined;
  let otherwise: Range | undefined;
  let missing = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'then') {
      const then = reader.at();
      reader.fault('I104', then, 'The branch follows the condition without `then`.', {
        fixes: spelling('Remove `then`', then.start, reader.skipSpace(then.end), ''),
      });
    } else if (type === 'else') {
      otherwise = reader.at();
    } else if (type === 'braces') {
      if (otherwise) alternative = readBraces(reader, 'This branch');
      else consequence = readBraces(reader, 'This branch');
    } else if (otherwise && isExpression(type)) {
      const inner = reader.at();
      if (type !== 'missing_expression') {
        reader.fault('E129', otherwise, 'What comes after `else` stands in braces: `else { … }`.', {
          fixes: [
            {
              title: 'Write the braces',
              edits: [
                { range: { start: inner.start, end: inner.start }, text: '{ ' },
                { range: { start: inner.end, end: inner.end }, text: ' }' },
              ],
            },
          ],
        });
      }
      alternative = readExpression(reader, 'After `else` comes a branch in braces: `else { … }`.');
    } else if (isExpression(type)) {
      missing = type === 'missing_expression';
      condition = readCondition(reader, type);
    }
  }
  const word = { start: at.start, end: at.start + 2 };
  if (!consequence) {
    if (!missing) reader.fault('E129', word, 'This `if` has no branches: `if (c) { … } else { … }`.');
  } else if (!otherwise) {
    reader.fault(
      'E129',
      word,
      'This `if` has no `else`: both cases need an expression, `else { () }` if there is nothing to do.',
      {
        fixes: fix('Write `else { () }`', at.end, at.end, ' else { () }'),
      },
    );
  }
  return {
    kind: 'if',
    at,
    condition: condition ?? expressionHole(at.end),
    consequence: consequence ?? expressionHole(at.end),
    alternative: alternative ?? expressionHole(at.end),
  };
}

function readCondition(reader: TreeReader, type: string): Expression {
  const at = reader.at();
  if (type !== 'parenthesized' && type !== 'missing_expression') {
    reader.fault('E129', at, 'The condition of an `if` stands in parentheses: `if (c) { … }`.', {
      fixes: parenthesize(at),
    });
  }
  const condition = readExpression(reader, 'This `if` has no condition: `if (c) { … } else { … }`.');
  // `rand()` gives a Bool here (spec §2, "Spellings we also accept").
  if (condition.kind !== 'apply' || condition.arguments.length > 0) return condition;
  const { callee } = condition;
  if (callee.kind !== 'variable' || callee.name !== 'rand') return condition;
  reader.fault('I106', condition.at, 'A random truth value is `randBool()`; `rand(n)` gives a number.', {
    fixes: spelling('Write `randBool()`', callee.at.start, callee.at.end, 'randBool'),
  });
  return { ...condition, callee: { ...callee, name: 'randBool' } };
}

export type { Statement };
