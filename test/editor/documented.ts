// What docs/editors.md tells users to copy, as the tests run it.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from './product.ts';

/**
 * The first block of a language in docs/editors.md.
 * @throws {Error} when there is none
 */
export async function documented(language: string): Promise<string> {
  const page = await readFile(path.join(projectRoot, 'docs', 'editors.md'), 'utf8');
  const block = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(page)?.[1];
  if (block === undefined) throw new Error(`docs/editors.md has no ${language} block`);
  return block;
}
