// Counts work, the same on every machine and every day: how often each block of our code ran (V8 counts that), the
// characters that built-in functions of strings went over, and the steps of tree-sitter's lexer and parser.

import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import { PatParser } from '../../languages/pat/syntax/parse.ts';

const root = new URL('../../', import.meta.url).href;
const ours = /^(?:languages|server|cli|runtime|prettier)\/(?!.*\/test\/)/;

let characters = 0;
let steps = 0;

/** Counts what is done from here on. Code that is loaded later is counted too. */
export class Work {
  private readonly session: Session;

  private constructor(session: Session) {
    this.session = session;
  }

  static async start(): Promise<Work> {
    countStrings();
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    return new Work(session);
  }

  /** The work since the last call. */
  async take(): Promise<number> {
    const { result } = await this.session.post('Profiler.takePreciseCoverage');
    let work = characters / 8 + steps;
    for (const { url, functions } of result) {
      if (!url.startsWith(root) || !ours.test(url.slice(root.length))) continue;
      for (const { ranges } of functions) for (const { count } of ranges) work += count;
    }
    characters = 0;
    steps = 0;
    return work;
  }

  async stop(): Promise<void> {
    await this.session.post('Profiler.stopPreciseCoverage');
    this.session.disconnect();
  }
}

/** A parser whose steps are counted. */
export async function countingParser(): Promise<PatParser> {
  const require = createRequire(import.meta.url);
  await Parser.init({ wasmBinary: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')) });
  const parser = new Parser();
  parser.setLanguage(
    await Language.load(readFileSync(new URL('tree-sitter-pat/tree-sitter-pat.wasm', root))),
  );
  parser.setLogger(() => {
    steps++;
  });
  return new PatParser(parser);
}

/** Makes the functions of strings and regular expressions count the characters that they go over. */
function countStrings(): void {
  const wrap = <T extends object>(
    on: T,
    name: keyof T,
    count: (text: string, args: unknown[], result: unknown) => number,
  ) => {
    const original = on[name] as (...args: unknown[]) => unknown;
    const counting = function (this: unknown, ...args: unknown[]): unknown {
      const result = original.apply(this, args);
      characters += count(this as string, args, result);
      return result;
    };
    Object.defineProperty(on, name, { value: counting, configurable: true, writable: true });
  };
  const { prototype } = String;
  const from = (position: unknown): number => (typeof position === 'number' ? position : 0);
  const search = (text: string, [, position]: unknown[], result: unknown): number =>
    (typeof result === 'number' && result >= 0 ? result : text.length) - from(position);
  wrap(prototype, 'indexOf', search);
  wrap(
    prototype,
    'lastIndexOf',
    (text, [, position], result) =>
      (typeof position === 'number' ? Math.min(position, text.length) : text.length) - Number(result),
  );
  wrap(prototype, 'includes', (text, [what, position], found) =>
    found === true ? 1 : text.length - from(position) + String(what).length,
  );
  for (const name of ['split', 'replace', 'replaceAll', 'match', 'search', 'toLowerCase', 'repeat'] as const)
    wrap(prototype, name, text => text.length);
  for (const name of ['trim', 'trimStart', 'trimEnd'] as const)
    wrap(prototype, name, (text, _, result) => text.length - String(result).length);
  wrap(RegExp.prototype, 'exec', (expression, [text], result) => {
    const { sticky, source, lastIndex } = expression as unknown as RegExp;
    if (Array.isArray(result))
      return (
        String(result[0]).length +
        (sticky
          ? 0
          : Math.max(
              0,
              Number((result as unknown as RegExpExecArray).index) - (lastIndex > 0 ? lastIndex : 0),
            ))
      );
    return sticky || source.startsWith('^') ? 1 : String(text).length;
  });
}
