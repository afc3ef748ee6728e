// The programs that verdicts are compared on: a mixture, numbered, from one seed. No dependence on the checker.
import { readdirSync, readFileSync } from 'node:fs';
import { generateProgram } from './generate.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';

/** The accepted examples, as material for mutations. */
export function examples(): readonly string[] {
  const folder = new URL('../../examples/', import.meta.url);
  return readdirSync(folder)
    .filter(name => name.endsWith('.pat'))
    .sort()
    .map(name => readFileSync(new URL(name, folder), 'utf8'));
}

/** The program number `index` of a seed: generated, or a mutation of a generated one or of an example. */
export function programFor(seed: number, index: number, material: readonly string[]): string {
  const random = new Random(Math.imul(seed, 0x9e3779b1) + index);
  const generated = (): string => generateProgram(random.fork());
  switch (random.weighted({ generated: 5, mutated: 3, example: 2 })) {
    case 'generated':
      return generated();
    case 'mutated':
      return mutate(random, generated());
    default:
      return mutate(random, random.pick(material));
  }
}
