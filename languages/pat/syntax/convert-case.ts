// `case` and `caseL` (spec §2). The tree takes arms in any number and order; Pat has two, in a fixed order.
import type {
  CaseArm,
  CaseExpression,
  CaseListExpression,
  Expression,
  Name,
  Range,
  TypeNode,
} from './ast.ts';
import { expressionHole, isExpression, readBasic, readExpression } from './convert-expression.ts';
import { readNames } from './convert-parameter.ts';
import { isType, readAnnotation } from './convert-type.ts';
import { fix, type TreeReader } from './reader.ts';

type Arm =
  | (CaseArm & { readonly kind: 'inl' | 'inr' })
  | { readonly kind: 'nil'; readonly at: Range; readonly body: Expression }
  | {
      readonly kind: 'cons';
      readonly at: Range;
      readonly head: Name;
      readonly tail: Name;
      readonly body: Expression;
    };
type ArmKind = Arm['kind'];

const SUM_EXAMPLE = 'case e of { inl(x): A -> … | inr(y): B -> … }';
const LIST_EXAMPLE = 'caseL e : List(T) of { nil -> … | (x :: xs) -> … }';
const SHAPES: Readonly<Record<ArmKind, string>> = {
  inl: '`inl(x): A -> …`',
  inr: '`inr(y): B -> …`',
  nil: '`nil -> …`',
  cons: '`(x :: xs) -> …`',
};

/** The `case` at the cursor. */
export function readCase(reader: TreeReader): CaseExpression {
  const { at, scrutinee, arms } = readHead(reader, 'case');
  const left = arms.find(arm => arm.kind === 'inl');
  const right = arms.find(arm => arm.kind === 'inr');
  return { kind: 'case', at, scrutinee, left: sumArm(left, at), right: sumArm(right, at) };
}

/** The `caseL` at the cursor. */
export function readCaseList(reader: TreeReader): CaseListExpression {
  const { at, scrutinee, type, arms } = readHead(reader, 'caseL');
  const nil = arms.find(arm => arm.kind === 'nil');
  const cons = arms.find(arm => arm.kind === 'cons');
  return {
    kind: 'case-list',
    at,
    scrutinee,
    type: type ?? { kind: 'type-hole', at: { start: at.end, end: at.end } },
    nil: nil?.body ?? expressionHole(at.end),
    head: cons?.kind === 'cons' ? cons.head : reader.noName(at.end),
    tail: cons?.kind === 'cons' ? cons.tail : reader.noName(at.end),
    cons: cons?.body ?? expressionHole(at.end),
  };
}

function sumArm(arm: Arm | undefined, at: Range): CaseArm {
  if (arm && (arm.kind === 'inl' || arm.kind === 'inr')) {
    return { at: arm.at, binder: arm.binder, type: arm.type, body: arm.body };
  }
  const end = { start: at.end, end: at.end };
  return {
    at: end,
    binder: { text: '', at: end },
    type: { kind: 'type-hole', at: end },
    body: expressionHole(at.end),
  };
}

function readHead(reader: TreeReader, word: 'case' | 'caseL') {
  const at = reader.at();
  const wanted: readonly [ArmKind, ArmKind] = word === 'case' ? ['inl', 'inr'] : ['nil', 'cons'];
  let scrutinee = expressionHole(at.end);
  let missing = false;
  let type: TypeNode | undefined;
  let of = false;
  let arms: Arm[] | undefined;
  let armsStart = at.end;
  for (let child = reader.down(); child !== undefined; child = reader.next()) {
    if (child === 'of') of = reader.present;
    else if (child === 'arms') {
      armsStart = reader.start;
      arms = readArms(reader, wanted, word);
    } else if (isType(child)) type = readAnnotation(reader);
    else if (isExpression(child)) {
      missing = child === 'missing_expression';
      const gap = `After \`${word}\` comes the expression to look at: \`${word === 'case' ? SUM_EXAMPLE : LIST_EXAMPLE}\`.`;
      scrutinee = word === 'case' ? readExpression(reader, gap) : readBasic(reader, 'The list', gap);
    }
  }
  const keyword = { start: at.start, end: at.start + word.length };
  if (word === 'caseL' && !type && !missing) {
    reader.fault('E103', keyword, `A \`caseL\` says the type of its list: \`${LIST_EXAMPLE}\`.`);
  }
  if (!arms) {
    if (!missing) {
      const example = word === 'case' ? SUM_EXAMPLE : LIST_EXAMPLE;
      reader.fault('E123', keyword, `This \`${word}\` has no branches: \`${example}\`.`);
    }
  } else if (!of) {
    reader.fault('E129', keyword, `Before the branches of a \`${word}\` stands \`of\`.`, {
      fixes: fix('Write `of`', armsStart, armsStart, 'of '),
    });
  }
  return { at, scrutinee, type, arms: arms ?? [] };
}

function readArms(reader: TreeReader, wanted: readonly [ArmKind, ArmKind], word: 'case' | 'caseL'): Arm[] {
  const at = reader.at();
  const arms: Arm[] = [];
  let trailing: Range | undefined;
  let closed = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === '}') {
      closed = reader.present;
    } else if (type === '|') {
      const bar = reader.at();
      const isSecond = trailing !== undefined && trailing.end > trailing.start && bar.end > bar.start;
      trailing = bar;
      if (arms.length > 0 && isSecond) {
        reader.fault('E123', bar, 'One `|` is enough between two branches.', {
          fixes: fix('Remove this `|`', bar.start, reader.skipSpace(bar.end), ''),
        });
      }
      if (arms.length === 0 && bar.end > bar.start) {
        reader.fault('E123', bar, '`|` stands between the two branches, not before the first.', {
          fixes: fix('Remove this `|`', bar.start, reader.skipSpace(bar.end), ''),
        });
      }
    } else {
      trailing = undefined;
      if (type === 'injection_arm') arms.push(readInjectionArm(reader));
      else if (type === 'nil_arm') arms.push(readNilArm(reader));
      else if (type === 'cons_arm') arms.push(readConsArm(reader));
    }
  }
  if (!closed) reader.unclosed('{', at.start, at.end);
  else if (trailing && arms.length > 1) {
    reader.fault('E123', trailing, 'After this `|` no branch comes.', {
      fixes: fix('Remove this `|`', trailing.start, trailing.end, ''),
    });
  }
  checkArms(reader, at, arms, wanted, word, closed);
  return arms;
}

function checkArms(
  reader: TreeReader,
  at: Range,
  arms: readonly Arm[],
  wanted: readonly [ArmKind, ArmKind],
  word: string,
  closed: boolean,
): void {
  const seen = new Set<ArmKind>();
  for (const arm of arms) {
    const head = { start: arm.at.start, end: Math.min(arm.at.end, arm.at.start + 3) };
    if (arm.kind !== wanted[0] && arm.kind !== wanted[1]) {
      const message = `A \`${word}\` has the branches ${SHAPES[wanted[0]]} and ${SHAPES[wanted[1]]}.`;
      reader.fault('E123', head, message);
    } else if (seen.has(arm.kind)) {
      reader.fault('E123', head, `This \`${word}\` already has a branch ${SHAPES[arm.kind]}.`);
    }
    seen.add(arm.kind);
  }
  const missing = wanted.filter(kind => !seen.has(kind));
  const brace = { start: at.start, end: at.start + 1 };
  if (missing.length > 0) {
    if (!closed) return;
    reader.fault(
      'E123',
      brace,
      `Here the branch ${missing.map(kind => SHAPES[kind]).join(' and ')} is missing.`,
    );
  } else if (arms[0]?.kind === wanted[1] && arms.length === 2) {
    const [first, second] = arms;
    const fixes =
      first && second
        ? [
            {
              title: 'Swap the branches',
              edits: [
                { range: first.at, text: reader.sliceOf(second.at) },
                { range: second.at, text: reader.sliceOf(first.at) },
              ],
            },
          ]
        : undefined;
    const head = { start: arms[0].at.start, end: arms[0].at.start + 3 };
    reader.fault('E123', head, `The branch ${SHAPES[wanted[0]]} comes first.`, { fixes });
  }
}

function missingArrow(reader: TreeReader, at: Range): Expression {
  reader.fault('E129', reader.before(at.end), 'This branch goes on with `->` and an expression.');
  return expressionHole(at.end);
}

const BODY_GAP = 'After `->` comes the expression of this branch.';

function readInjectionArm(reader: TreeReader): Arm {
  const at = reader.at();
  let kind: 'inl' | 'inr' = 'inl';
  let names: readonly Name[] | undefined;
  let type: TypeNode | undefined;
  let body: Expression | undefined;
  for (let child = reader.down(); child !== undefined; child = reader.next()) {
    if (child === 'inl' || child === 'inr') kind = child;
    else if (child === 'names') names = readNames(reader, 'a variable', 1, `${kind}(x)`);
    else if (isType(child)) type = readAnnotation(reader);
    else if (isExpression(child)) body = readExpression(reader, BODY_GAP);
  }
  const keyword = { start: at.start, end: at.start + 3 };
  if (!names) reader.fault('E129', keyword, `This branch names the value: \`${kind}(x): T -> …\`.`);
  else if (!type)
    reader.fault('E103', keyword, `This branch says the type of its value: \`${kind}(x): T -> …\`.`);
  body ??= names && type ? missingArrow(reader, at) : expressionHole(at.end);
  const binder = names?.[0] ?? reader.noName(at.start + 3);
  return { kind, at, binder, type: type ?? { kind: 'type-hole', at: keyword }, body };
}

function readNilArm(reader: TreeReader): Arm {
  const at = reader.at();
  let body: Expression | undefined;
  for (let child = reader.down(); child !== undefined; child = reader.next()) {
    if (isExpression(child)) body = readExpression(reader, BODY_GAP);
  }
  return { kind: 'nil', at, body: body ?? missingArrow(reader, at) };
}

function readConsArm(reader: TreeReader): Arm {
  const at = reader.at();
  const names: Name[] = [];
  let closed = false;
  let arrow = false;
  let body: Expression | undefined;
  for (let child = reader.down(); child !== undefined; child = reader.next()) {
    if (child === ')') closed = reader.present;
    else if (child === '->') arrow = true;
    else if (arrow) body = readExpression(reader, BODY_GAP);
    else if (child === 'variable' || child === 'constructor' || child === 'missing_name') {
      names.push(reader.name('variable', 'a variable'));
    }
  }
  const open = { start: at.start, end: at.start + 1 };
  if (!closed) reader.unclosed('(', at.start, at.end);
  else if (names.length < 2)
    reader.fault('E123', open, 'This branch names the first element and the rest: `(x :: xs) -> …`.');
  const [head, tail] = names;
  return {
    kind: 'cons',
    at,
    head: head ?? reader.noName(open.end),
    tail: tail ?? reader.noName(open.end),
    body: body ?? (closed ? missingArrow(reader, at) : expressionHole(at.end)),
  };
}
