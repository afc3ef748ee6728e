// No name from outside is looked up in an object with a prototype, anywhere in what is shipped.
import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inheritedLookups } from './code/inherited-lookups.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const rooms = ['host', 'server', 'client', 'cli', 'languages', 'runtime', 'prettier', 'terminal'];

describe('A name from outside', () => {
  it('is looked up in no object that inherits anything', () => {
    const isShipped = (file: string): boolean => {
      const [room = '', ...rest] = path.relative(root, file).split(path.sep);
      return rooms.includes(room) && !rest.includes('test');
    };
    const found = inheritedLookups(path.join(root, 'tsconfig.json'), isShipped);
    assert.deepEqual(
      found.map(({ file, line, code }) => `${path.relative(root, file)}:${line}: ${code}`),
      // The one place that asks first whether the object has it itself.
      ['languages/own.ts:7: (value as Readonly<Record<string, unknown>>)[key]'],
    );
  });

  it('would be found in whatever way it is looked up', () => {
    const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'pat-lookups-')));
    const wrong = [
      'table[name];',
      'table[name] = 1;',
      'delete table[name];',
      'kinds[(name + name)];',
      'const known = name as Kind;',
      'anything[anything];',
      'name in table;',
      'const { [name]: value } = table;',
      'Reflect.get(table, name);',
      'text[name as never];',
      'function f<K extends string>(key: K, of: Record<K, number>) { return of[key]; }',
      'Object.entries(table).map(([key]) => table[key]);',
    ];
    const right = [
      'list[0];',
      'list[list.length - 1];',
      'text[1];',
      'kinds[kind];',
      "table['known'];",
      "'known' in table;",
      'map.get(name);',
      'const made = { [name]: 1 };',
      'list[Symbol.iterator];',
      'function g<K extends Kind>(key: K) { return kinds[key]; }',
    ];
    const head = [
      'declare const table: Record<string, number>; declare const name: string; declare const text: string;',
      "type Kind = 'one' | 'two'; declare const kind: Kind; declare const kinds: Record<Kind, number>;",
      'declare const anything: any; declare const list: number[]; declare const map: Map<string, number>;',
    ];
    try {
      const project = path.join(folder, 'tsconfig.json');
      writeFileSync(
        project,
        JSON.stringify({ compilerOptions: { target: 'ES2023', types: [] }, files: ['code.ts'] }),
      );
      // Each in a block, so that their names do not meet.
      const lines = [...head, ...[...wrong, ...right].map(line => `{ ${line} }`), 'export {};'];
      writeFileSync(path.join(folder, 'code.ts'), lines.join('\n'));
      const found = inheritedLookups(project, file => file.startsWith(folder));
      assert.deepEqual(
        found.map(({ line }) => lines[line - 1]?.slice(2, -2)),
        wrong,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
