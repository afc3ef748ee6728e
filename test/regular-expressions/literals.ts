// All regular expressions of what is shipped: the literals of the sources, and the patterns in what editors are given.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Node, parse } from 'acorn';
import { transformSync } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Expression {
  /** The file, and the expression as it is written there. */
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

const rooms = ['client', 'server', 'cli', 'prettier', 'host', 'languages', 'runtime', 'terminal'];

/** Sources of what is shipped, relative to the project's folder. */
export function sources(): string[] {
  return rooms.flatMap(room =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .map(name => `${room}/${name.replaceAll(path.sep, '/')}`)
      .filter(name => name.endsWith('.ts') && !/\/(?:test|node_modules|dist)\//.test(name)),
  );
}

/** The literals of a source, and how many expressions it makes out of strings at run time. */
export function expressionsIn(name: string): { readonly literals: Expression[]; readonly made: number } {
  const text = readFileSync(path.join(root, name), 'utf8');
  const { code } = transformSync(text, { loader: 'ts', target: 'esnext' });
  const literals: Expression[] = [];
  let made = 0;
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (isNode(node)) {
      if (isLiteral(node)) {
        const { pattern, flags } = node.regex;
        literals.push({ where: `${name}: /${pattern}/${flags}`, source: pattern, flags });
      }
      if (makesExpression(node)) made++;
      Object.values(node).forEach(visit);
    }
  };
  visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
  return { literals, made };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isLiteral(node: Node): node is Node & { regex: { pattern: string; flags: string } } {
  return node.type === 'Literal' && 'regex' in node && node.regex !== undefined;
}

function makesExpression(node: Node): boolean {
  const isMade = node.type === 'NewExpression' || node.type === 'CallExpression';
  return (
    isMade &&
    'callee' in node &&
    isNode(node.callee) &&
    'name' in node.callee &&
    node.callee.name === 'RegExp'
  );
}

/** What is a pattern in a file of VS Code's: of TextMate grammars, which match line by line, and language configurations. */
const patternKeys = /^(?:match|begin|end|while|start|\w+Pattern|(?:before|after|previousLine)Text)$/;

/** The patterns in the JSON files that an editor is given. */
export function editorPatterns(): Expression[] {
  const found: Expression[] = [];
  for (const name of readdirSync(path.join(root, 'syntaxes'))) {
    if (!name.endsWith('.json')) continue;
    const visit = (value: unknown, key: string): void => {
      if (typeof value === 'string' && patternKeys.test(key))
        found.push(inJavaScript(`syntaxes/${name}`, value));
      if (typeof value === 'object' && value !== null)
        for (const [inner, one] of Object.entries(value)) visit(one, Array.isArray(value) ? key : inner);
    };
    visit(JSON.parse(readFileSync(path.join(root, 'syntaxes', name), 'utf8')), '');
  }
  return found;
}

/** Oniguruma's spelling in JavaScript's: `\G` is where matching begins, `\2` and `\3` are what another pattern has matched. */
function inJavaScript(file: string, pattern: string): Expression {
  const source = pattern
    .replaceAll('(^|\\G)', '^')
    .replace(/\(\?i:/g, '(?:')
    .replaceAll('\\2', '    ')
    .replaceAll('\\3', '```');
  return { where: `${file}: ${pattern}`, source, flags: '' };
}
