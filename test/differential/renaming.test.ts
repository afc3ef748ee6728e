// Renaming and linked editing on programs that nobody wrote by hand, also on some that are broken.
import { PatDocument } from '../../languages/pat/index.ts';
import { checkFresh, checkLinked, checkTaken } from '../../languages/pat/test/ide/renaming.ts';
import { testParser } from '../../languages/pat/test/parser.ts';
import { generateProgram } from './generate.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';

const many = Number(process.env.RENAMED ?? 12);

describe('renaming in random programs', () => {
  let document: PatDocument;
  before(async () => {
    document = new PatDocument(await testParser(), '');
  });
  after(() => document.dispose());

  function each(check: (text: string) => void, program: (seed: number) => string): void {
    for (let seed = 0; seed < many; seed++) {
      const text = program(seed);
      try {
        check(text);
      } catch (error) {
        throw new Error(`seed ${seed}:\n${text}`, { cause: error });
      }
    }
  }
  const broken = (seed: number): string => mutate(new Random(seed), generateProgram(seed));

  it('to a fresh name keeps the program', () => each(text => checkFresh(document, text), generateProgram));
  it('to a name that is there is refused exactly when something would change', () =>
    each(text => checkTaken(document, text, 20), generateProgram));
  it('of a guard’s linked names keeps the program', () =>
    each(text => checkLinked(document, text), generateProgram));
  it('to a fresh name makes nothing worse in a program with errors', () =>
    each(text => checkFresh(document, text), broken));
});
