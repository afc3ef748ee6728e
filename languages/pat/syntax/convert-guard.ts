// Guards and their clauses (spec §2).
import type { Clause, Expression, GuardExpression, Name, PatternNode, Range, TypeNode } from './ast.ts';
import { expressionHole, isExpression, readBasic, readExpression } from './convert-expression.ts';
import { readNames } from './convert-parameter.ts';
import { isPattern, readPattern } from './convert-pattern.ts';
import { isType, readAnnotation } from './convert-type.ts';
import { fix, spelling, type TreeReader } from './reader.ts';

const EXAMPLE = 'guard mb : Put { receive Put(x) from mb -> … }';
const BODY_GAP = 'After `->` comes what this clause does.';

/** The guard at the cursor. */
export function readGuard(reader: TreeReader): GuardExpression {
  const at = reader.at();
  const keyword = { start: at.start, end: at.start + 5 };
  let reported = reader.faults.length;
  let target: Expression | undefined;
  let pattern: PatternNode | undefined;
  let clauses: readonly Clause[] | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'clauses') clauses = readClauses(reader, target, keyword);
    else if (isPattern(type)) {
      const { start } = reader;
      if (type !== 'missing_pattern' && /^:[A-Za-z]/.test(reader.slice(start - 1, start + 1))) {
        reader.fault(
          'I107',
          { start: start - 1, end: start },
          'A colon right before a letter begins an atom, as in `:ok`. Before a pattern it is written with a space.',
          {
            fixes: spelling('Write a space after the colon', start, start, ' '),
          },
        );
      }
      reported = reader.faults.length;
      pattern = readPattern(reader);
    } else if (isExpression(type)) {
      target = readBasic(reader, 'What is guarded', `After \`guard\` comes the mailbox: \`${EXAMPLE}\`.`);
    }
  }
  const there = target && target.kind !== 'hole';
  if (!pattern && there) {
    reader.fault('E104', keyword, `A guard says which messages may be in the mailbox: \`${EXAMPLE}\`.`);
  }
  // One gap at a time: a pattern that is still being typed is reported first.
  if (!clauses && pattern && !reader.faults.slice(reported).some(fault => fault.severity === 'error')) {
    reader.fault('E121', keyword, `This guard has no clauses: \`${EXAMPLE}\`.`);
  }
  const end = { start: at.end, end: at.end };
  return {
    kind: 'guard',
    at,
    target: target ?? expressionHole(keyword.end),
    pattern: pattern ?? { kind: 'pattern-hole', at: end },
    clauses: clauses ?? [],
  };
}

function readClauses(reader: TreeReader, target: Expression | undefined, keyword: Range): Clause[] {
  const at = reader.at();
  const clauses: Clause[] = [];
  let closed = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    switch (type) {
      case '}':
        closed = reader.present;
        break;
      case 'fail_clause':
        clauses.push(readFailClause(reader));
        break;
      case 'empty_clause':
        clauses.push(readEmptyClause(reader));
        break;
      case 'free_clause':
        clauses.push(readFreeClause(reader));
        break;
      case 'receive_clause':
        clauses.push(readReceiveClause(reader, target));
        break;
    }
  }
  if (!closed) reader.unclosed('{', at.start, at.end);
  else if (clauses.length === 0) {
    reader.fault('E121', keyword, `This guard has no clauses: \`${EXAMPLE}\`.`);
  }
  return clauses;
}

function missingArrow(reader: TreeReader, at: Range, example: string): Expression {
  reader.fault(
    'E122',
    reader.before(at.end),
    `This clause goes on with \`->\` and what it does: \`${example}\`.`,
  );
  return expressionHole(at.end);
}

function readFailClause(reader: TreeReader): Clause {
  const at = reader.at();
  let type: TypeNode | undefined;
  for (let child = reader.down(); child !== undefined; child = reader.next()) {
    if (isType(child)) type = readAnnotation(reader);
  }
  if (!type)
    reader.fault(
      'E122',
      { start: at.start, end: at.start + 4 },
      'A `fail` clause says its type: `fail : Unit`.',
    );
  return { kind: 'fail-clause', at, type: type ?? { kind: 'type-hole', at } };
}

function readEmptyClause(reader: TreeReader): Clause {
  const at = reader.at();
  const keyword = { start: at.start, end: at.start + 5 };
  let names: readonly Name[] | undefined;
  let body: Expression | undefined;
  for (let child = reader.down(); child !== undefined; child = reader.next()) {
    if (child === 'names') names = readNames(reader, 'a variable', 1, 'empty(mb) -> …');
    else if (isExpression(child)) body = readExpression(reader, BODY_GAP);
  }
  if (!names) reader.fault('E122', keyword, 'An `empty` clause names the mailbox: `empty(mb) -> …`.');
  else body ??= missingArrow(reader, at, 'empty(mb) -> …');
  return {
    kind: 'empty-clause',
    at,
    binder: names?.[0] ?? reader.noName(keyword.end),
    body: body ?? expressionHole(at.end),
  };
}

function readFreeClause(reader: TreeReader): Clause {
  const at = reader.at();
  let body: Expression | undefined;
  let argument: Range | undefined;
  for (let child = reader.down(); child !== undefined; child = reader.next()) {
    if (child === 'argument') argument = reader.at();
    else if (isExpression(child)) body = readExpression(reader, BODY_GAP);
  }
  if (argument) {
    reader.fault(
      'E122',
      argument,
      'A `free` clause names no mailbox: `free -> …`. To keep the mailbox, write `empty(mb) -> …`.',
      {
        fixes: fix('Remove the parentheses', argument.start, argument.end, ''),
      },
    );
  }
  return { kind: 'free-clause', at, body: body ?? missingArrow(reader, at, 'free -> …') };
}

function readReceiveClause(reader: TreeReader, target: Expression | undefined): Clause {
  const at = reader.at();
  const gap = (from: string): string => `receive Put(x) from ${from} -> …`;
  const guarded = target?.kind === 'variable' ? target.name : 'mb';
  let keyword = at;
  let starred = false;
  let tag: Name | undefined;
  let payloads: readonly Name[] | undefined;
  let from: Range | undefined;
  let mailbox: Name | undefined;
  let arrow: Range | undefined;
  let body: Expression | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'receive' || type === 'receive*') {
      keyword = reader.at();
      starred = type === 'receive*';
    } else if (type === '*') {
      const star = reader.at();
      starred = true;
      reader.fault('E135', star, '`receive*` is written as one word, without a space.', {
        fixes: spelling('Write `receive*`', keyword.start, star.end, 'receive*'),
      });
    } else if (type === 'names' || type === 'bracketed_names') {
      const list = reader.at();
      payloads = readNames(reader, 'a variable', 0, '');
      if (type === 'bracketed_names') bracketed(reader, list);
    } else if (type === 'from') from = reader.at();
    else if (type === '->') arrow = reader.at();
    else if (arrow) body = readExpression(reader, BODY_GAP);
    else if (from) mailbox = reader.name('variable', 'the mailbox’s new name');
    else tag = reader.name('constructor', 'a tag');
  }
  tag ??= reader.noName(keyword.end);
  const headEnd = mailbox?.at.end ?? from?.end ?? reader.before(arrow?.start ?? at.end).end;
  if (tag.text !== '' && !payloads) {
    reader.fault(
      'E122',
      tag.at,
      `After the tag come the payloads in parentheses: \`${tag.text}()\` if there are none.`,
      {
        fixes: fix('Write `()`', tag.at.end, tag.at.end, '()'),
      },
    );
  }
  if (!arrow) {
    if (payloads && (!from || mailbox?.text !== '')) {
      body = missingArrow(reader, at, from ? gap(mailbox?.text ?? guarded) : gap(guarded));
    }
  } else if (!from) {
    withoutFrom(reader, { start: at.start, end: headEnd }, target);
  }
  if (!mailbox && target?.kind === 'variable')
    mailbox = { text: target.name, at: { start: headEnd, end: headEnd } };
  return {
    kind: 'receive-clause',
    at,
    head: { start: at.start, end: headEnd },
    starred,
    tag,
    payloads: payloads ?? [],
    mailbox: mailbox ?? reader.noName(headEnd),
    body: body ?? expressionHole(at.end),
  };
}

function bracketed(reader: TreeReader, list: Range): void {
  if (!reader.sliceOf(list).endsWith(']')) return;
  reader.fault('I102', list, 'Payloads stand in parentheses.', {
    fixes: [
      {
        title: 'Write parentheses',
        spelling: true,
        edits: [
          { range: { start: list.start, end: list.start + 1 }, text: '(' },
          { range: { start: list.end - 1, end: list.end }, text: ')' },
        ],
      },
    ],
  });
}

/** `receive M(x) -> e` gives the mailbox its own name again (spec §2), if it has one. */
function withoutFrom(reader: TreeReader, head: Range, target: Expression | undefined): void {
  if (target?.kind === 'variable') {
    reader.fault('I103', head, `Without \`from\`, the mailbox is called \`${target.name}\` again.`, {
      fixes: spelling(`Write \`from ${target.name}\``, head.end, head.end, ` from ${target.name}`),
    });
  } else {
    reader.fault(
      'E122',
      head,
      'This clause gives the mailbox its new name with `from`: `receive Put(x) from mb -> …`.',
    );
  }
}
