// Finds where a name that may have come from outside is looked up in an object that inherits: `table[name]` gives a
// function for `constructor` and an object for `__proto__`. Such a table is a `Map`, and a value from outside is asked with
// `own` (languages/own.ts). Asks TypeScript for the types, so that a name is told from an index and from one of a few names.
import { type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast';
import {
  isAsExpression,
  isBinaryExpression,
  isBindingElement,
  isCallExpression,
  isComputedPropertyName,
  isElementAccessExpression,
  isPropertyAccessExpression,
} from 'typescript/unstable/ast/is';
import { API, type Checker, type Type, TypeFlags } from 'typescript/unstable/sync';

export interface Lookup {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly code: string;
}

/** The lookups in those files of a project that are wanted; `project` is the path of its `tsconfig.json`. */
export function inheritedLookups(project: string, isWanted: (file: string) => boolean): Lookup[] {
  const api = new API();
  try {
    const opened = api.updateSnapshot({ openProjects: [project] }).getProject(project);
    if (opened === undefined) throw new Error(`${project} is no project`);
    const { program, checker } = opened;
    return program
      .getSourceFileNames()
      .filter(isWanted)
      .flatMap(file => {
        const source = program.getSourceFile(file);
        return source === undefined ? [] : lookupsIn(source, checker);
      });
  } finally {
    api.close();
  }
}

function lookupsIn(source: SourceFile, checker: Checker): Lookup[] {
  return [...below(source)]
    .filter(node => isLookup(node, checker))
    .map(node => {
      const start = node.getStart(source);
      const line = source.text.slice(0, start).split('\n').length;
      return { file: source.fileName, line, code: source.text.slice(start, node.end).replace(/\s+/g, ' ') };
    });
}

function* below(node: Node): Generator<Node> {
  yield node;
  const parts: Node[] = [];
  node.forEachChild(part => {
    parts.push(part);
  });
  for (const part of parts) yield* below(part);
}

function isLookup(node: Node, checker: Checker): boolean {
  const isKnown = (one: Node): boolean => {
    const type = checker.getTypeAtLocation(one);
    return type !== undefined && isOneOfFew(type, checker);
  };
  // `name as Known`: it may be another, and then be looked up among those that are known.
  if (isAsExpression(node)) {
    const said = checker.getTypeAtLocation(node.expression);
    return said !== undefined && (said.flags & TypeFlags.String) !== 0 && isKnown(node);
  }
  const name = nameIn(node);
  return name !== undefined && !isKnown(name);
}

/** The expression that says under which name something is looked up. */
function nameIn(node: Node): Node | undefined {
  // `object[name]`, read or written.
  if (isElementAccessExpression(node)) return node.argumentExpression;
  // `name in object`
  if (isBinaryExpression(node))
    return node.operatorToken.kind === SyntaxKind.InKeyword ? node.left : undefined;
  // `const { [name]: value } = object`
  if (isBindingElement(node))
    return node.propertyName !== undefined && isComputedPropertyName(node.propertyName)
      ? node.propertyName.expression
      : undefined;
  // `Reflect.get(object, name)` and the others
  if (isCallExpression(node) && isPropertyAccessExpression(node.expression))
    return node.expression.expression.getText() === 'Reflect' ? node.arguments[1] : undefined;
  return undefined;
}

/** Whether values of a type are numbers, symbols or known names. */
function isOneOfFew(type: Type, checker: Checker): boolean {
  if (type.isUnionType()) return type.getTypes().every(one => isOneOfFew(one, checker));
  if ((type.flags & (TypeFlags.Instantiable | TypeFlags.Intersection)) !== 0) {
    const limit = checker.getBaseConstraintOfType(type);
    return limit !== undefined && limit !== type && isOneOfFew(limit, checker);
  }
  return (
    (type.flags & (TypeFlags.NumberLike | TypeFlags.ESSymbolLike | TypeFlags.Literal | TypeFlags.Never)) !== 0
  );
}
