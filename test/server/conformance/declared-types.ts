// The second way to check messages, for where the model of LSP is not at hand: they are written down as TypeScript and
// given to the compiler, with the types that the protocol's package declares. Object literals are checked strictly.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import * as protocol from 'vscode-languageserver/node';
import { isObject } from './validator.ts';
import type { Testimony } from './witness.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** How many messages of a kind and shape are checked, and how long an array is then. */
const enough = 3;

/** The exported name of each message's type: `HoverRequest` for `textDocument/hover`. */
const names = new Map(
  Object.entries(protocol).flatMap(([name, value]): [string, string][] => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return [];
    const { method, type } = value as { method?: unknown; type?: unknown };
    return typeof method === 'string' && type !== undefined ? [[method, name]] : [];
  }),
);

/** What the compiler says of the messages; nothing when all are of their types. */
export function undeclared(messages: readonly Testimony[]): string[] {
  const folder = path.join(root, '.cache', `messages-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    const chosen = choose(messages);
    const lines = chosen.map(
      ({ method, role, value }, i) =>
        `export const m${i}: ${kinds[role]}<typeof p.${names.get(method)}.type> = ${JSON.stringify(value)};`,
    );
    writeFileSync(path.join(folder, 'messages.ts'), [...head, ...lines, ''].join('\n'));
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout, status } = spawnSync(
      process.execPath,
      [compiler, '-p', folder, '--noEmit', '--pretty', 'false'],
      { encoding: 'utf8' },
    );
    if (status === 0) return [];
    return stdout
      .split('\n')
      .filter(line => line.includes('error TS'))
      .map(line => {
        const at = Number(/messages\.ts\((\d+),/.exec(line)?.[1] ?? 0) - 1 - head.length;
        const { method, role } = chosen[at] ?? { method: 'the check', role: 'itself' };
        return `${method}, ${role}: ${line.replace(/^.*error TS\d+: /, '')}`;
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const kinds = { params: 'Params', result: 'Result', 'partial result': 'Partial' } as const;

const head = [
  "import type * as p from 'vscode-languageserver/node';",
  'type Nothing<R> = [R] extends [void] ? null : R;',
  'type Result<T> = T extends p.ProtocolRequestType<any, infer R, any, any, any> ? Nothing<R>',
  '  : T extends p.ProtocolRequestType0<infer R, any, any, any> ? Nothing<R> : never;',
  'type Partial<T> = T extends p.ProtocolRequestType<any, any, infer R, any, any> ? R : never;',
  'type Params<T> = T extends p.ProtocolRequestType<infer P, any, any, any, any> ? P',
  '  : T extends p.ProtocolNotificationType<infer P, any> ? P : T extends p.ProtocolRequestType0<any, any, any, any> ? void : never;',
];

const config = {
  compilerOptions: {
    target: 'ES2023',
    module: 'ESNext',
    moduleResolution: 'bundler',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [path.join(root, 'node_modules', '@types')],
  },
  files: ['messages.ts'],
};

/** A few messages of each shape: the compiler would take minutes for all of them. */
function choose(messages: readonly Testimony[]): Testimony[] {
  const counts = new Map<string, number>();
  return messages.flatMap(({ method, role, value }) => {
    if (!names.has(method) || (role === 'params' && value === undefined)) return [];
    const shape = `${method} ${role} ${shapeOf(value)}`;
    const count = counts.get(shape) ?? 0;
    counts.set(shape, count + 1);
    return count < enough ? [{ method, role, value: shortened(value) }] : [];
  });
}

function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.slice(0, 20).map(shapeOf))].sort().join()}]`;
  if (!isObject(value)) return value === null ? 'null' : typeof value;
  return `{${Object.entries(value).map(([key, one]) => `${key}:${shapeOf(one)}`)}}`;
}

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 20).map(shortened);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortened(one)]));
}
