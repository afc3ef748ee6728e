// Random expressions without mailboxes: the ordinary half of the language, with every construct it has.
import type { Random } from './random.ts';
import { type Base, base, int, type Shape, unit, written } from './shape.ts';

export interface Variable {
  readonly name: string;
  readonly shape: Shape;
}

/** What expressions may use, and where they get names from. */
export interface Surroundings {
  readonly random: Random;
  /** Now and then true: here something wrong should be written. */
  slip(): boolean;
  fresh(stem: string): string;
  /** A definition with data parameters and this data result, made if need be. */
  definition(result: Shape): { readonly name: string; readonly parameters: readonly Shape[] } | undefined;
}

const bases: readonly Base[] = ['Int', 'Bool', 'String', 'Atom', 'Unit'];

export function randomBase(random: Random): Shape {
  return base(random.pick(random.chance(0.5) ? ['Int', 'Int', 'Bool', 'String'] : bases));
}

/** A random data type. */
export function randomData(random: Random): Shape {
  switch (random.weighted({ base: 10, tuple: 2, sum: 2, list: 2, function: 1 })) {
    case 'tuple':
      return { kind: 'tuple', parts: Array.from({ length: 2 + random.below(2) }, () => randomBase(random)) };
    case 'sum':
      return { kind: 'sum', left: randomBase(random), right: randomBase(random) };
    case 'list':
      return { kind: 'list', element: randomBase(random) };
    case 'function':
      return { kind: 'function', linear: false, from: [randomBase(random)], to: randomBase(random) };
    default:
      return randomBase(random);
  }
}

/**
 * An expression of a data type that may stand where the grammar wants a `basic`.
 * `known`: whether the place says the type, so that `inl`, `inr` and `nil` need no annotation.
 */
export function expression(
  around: Surroundings,
  shape: Shape,
  scope: readonly Variable[],
  depth: number,
  known = false,
): string {
  const { random } = around;
  if (around.slip() && random.chance(0.15))
    return expression(around, randomData(random), scope, depth - 1, known);
  const variables = scope.filter(v => written(v.shape) === written(shape));
  if (variables.length > 0 && random.chance(0.5)) return random.pick(variables).name;
  if (depth > 0 && random.chance(0.35)) return compound(around, shape, scope, depth - 1, known);
  const part = (s: Shape, k = known): string => expression(around, s, scope, depth - 1, k);
  switch (shape.kind) {
    case 'base':
      return ofBase(around, shape.name, scope, depth);
    case 'tuple':
      return `(${shape.parts.map(s => part(s)).join(', ')})`;
    case 'sum': {
      const left = random.chance(0.5);
      const side = known
        ? literal(around, left ? shape.left : shape.right)
        : part(left ? shape.left : shape.right, false);
      const injected = `${left ? 'inl' : 'inr'}(${side})`;
      return known && !around.slip() ? injected : `(${injected} : ${written(shape)})`;
    }
    case 'list': {
      if (depth <= 0 || random.chance(0.3)) return known ? 'nil' : `(nil : ${written(shape)})`;
      return `(${part(shape.element, false)} :: ${part(shape)})`;
    }
    case 'function': {
      const parameters = shape.from.map(s => ({ name: around.fresh('p'), shape: s }));
      const list = parameters.map(p => `${p.name}: ${written(p.shape)}`).join(', ');
      const body = expression(around, shape.to, [...scope, ...parameters], depth - 1, true);
      return `${shape.linear ? 'linfun' : 'fun'}(${list}): ${written(shape.to)} { ${body} }`;
    }
    case 'mailbox':
      throw new RangeError('a mailbox is not data');
  }
}

/** A constant of a data type; where constants are long, still a short one. */
function literal(around: Surroundings, shape: Shape): string {
  const { random } = around;
  if (shape.kind !== 'base') return expression(around, shape, [], 0, false);
  switch (shape.name) {
    case 'Int':
      return String(random.below(random.chance(0.1) ? 100000 : 10));
    case 'Bool':
      return random.pick(['true', 'false']);
    case 'String':
      return random.pick(['""', '"a"', '"two words"', '"tab\\tend"', '"# none"']);
    case 'Atom':
      return random.pick([':ok', ':no', ":x'", ':Up_1']);
    case 'Unit':
      return '()';
  }
}

function ofBase(around: Surroundings, name: Base, scope: readonly Variable[], depth: number): string {
  const { random } = around;
  if (depth <= 0 || random.chance(0.3)) return literal(around, base(name));
  const operand = (s: Base): string => {
    const text = expression(around, base(s), scope, depth - 1);
    return /^[\w'"]+$|^\(\)$/.test(text) ? text : `(${text})`;
  };
  const argument = (s: Base): string => expression(around, base(s), scope, depth - 1);
  switch (name) {
    case 'Int':
      return random.chance(0.2)
        ? `rand(${argument('Int')})`
        : `${operand('Int')} ${random.pick(['+', '-', '*', '/'])} ${operand('Int')}`;
    case 'Bool':
      if (random.chance(0.2)) return 'randBool()';
      return random.chance(0.6)
        ? `${operand('Int')} ${random.pick(['<', '>', '<=', '>=', '==', '!='])} ${operand('Int')}`
        : `${operand('Bool')} ${random.pick(['&&', '||'])} ${operand('Bool')}`;
    case 'String':
      return random.chance(0.5)
        ? `concat(${argument('String')}, ${argument('String')})`
        : `intToString(${argument('Int')})`;
    case 'Unit':
      return random.chance(0.6) ? `print(${argument('String')})` : `sleep(${argument('Int')})`;
    case 'Atom':
      return literal(around, base(name));
  }
}

/** An expression that is built around others: a conditional, a call, an elimination of data. */
function compound(
  around: Surroundings,
  shape: Shape,
  scope: readonly Variable[],
  depth: number,
  known: boolean,
): string {
  const { random } = around;
  const inner = (s: Shape, more: readonly Variable[] = [], k = false): string =>
    expression(around, s, [...scope, ...more], depth, k);
  switch (
    random.weighted({
      if: 4,
      let: 3,
      tuple: 2,
      case: 2,
      list: 2,
      apply: 2,
      call: 3,
      sequence: 1,
      annotated: 2,
    })
  ) {
    case 'if':
      return `if (${inner(base('Bool'))}) { ${inner(shape, [], known)} } else { ${inner(shape, [], known)} }`;
    case 'let': {
      const bound = { name: around.fresh('v'), shape: randomData(random) };
      const annotated = random.chance(0.4);
      const annotation = annotated ? `: ${written(bound.shape)}` : '';
      return `(let ${bound.name}${annotation} = ${inner(bound.shape, [], annotated)} in ${inner(shape, [bound], known)})`;
    }
    case 'tuple': {
      const parts = Array.from({ length: 2 + random.below(2) }, () => ({
        name: around.fresh('t'),
        shape: randomBase(random),
      }));
      const whole: Shape = { kind: 'tuple', parts: parts.map(p => p.shape) };
      const annotation = random.chance(0.4) ? `: ${written(whole)}` : '';
      return `(let (${parts.map(p => p.name).join(', ')})${annotation} = ${inner(whole)} in ${inner(shape, parts, known)})`;
    }
    case 'case': {
      const left = { name: around.fresh('l'), shape: randomBase(random) };
      const right = { name: around.fresh('r'), shape: randomBase(random) };
      const sum: Shape = { kind: 'sum', left: left.shape, right: right.shape };
      const arm = (v: Variable): string => `(${v.name}) : ${written(v.shape)} -> ${inner(shape, [v], known)}`;
      return `case ${inner(sum)} of { inl${arm(left)} | inr${arm(right)} }`;
    }
    case 'list': {
      const list: Shape = { kind: 'list', element: randomBase(random) };
      const head = { name: around.fresh('h'), shape: list.element };
      const tail = { name: around.fresh('t'), shape: list };
      const cons = inner(shape, [head, tail], known);
      return `caseL ${inner(list)} : ${written(list)} of { nil -> ${inner(shape, [], known)} | (${head.name} :: ${tail.name}) -> ${cons} }`;
    }
    case 'apply': {
      const from = randomBase(random);
      const f: Shape = { kind: 'function', linear: random.chance(0.3), from: [from], to: shape };
      // The result of a function type is a simple type.
      if (shape.kind !== 'base') return inner(shape, [], known);
      return `(${inner(f)})(${inner(from)})`;
    }
    case 'call': {
      const definition = around.definition(shape);
      if (definition === undefined) return inner(shape, [], known);
      return `${definition.name}(${definition.parameters.map(s => inner(s)).join(', ')})`;
    }
    case 'sequence':
      return `(${inner(unit)}; ${inner(shape, [], known)})`;
    case 'annotated':
      return `(${inner(shape, [], true)} : ${written(shape)})`;
  }
}

/** An expression of type Int, for where any will do. */
export function number(around: Surroundings, scope: readonly Variable[]): string {
  return expression(around, int, scope, 1);
}
