// A process that asks everything about one text after the other, and tells its parent what it asks and what that took:
// its parent ends it when one question takes too long.
import process from 'node:process';
import { testLanguage } from '../../languages/pat/test/parser.ts';
import { type Asked, Questions } from './requests.ts';

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'asks'; readonly question: string }
  | { readonly kind: 'took'; readonly question: string; readonly milliseconds: number }
  | { readonly kind: 'done' };

const tell = (message: FromWorker): void => void process.send?.(message);
const questions = await Questions.start(await testLanguage());

process.on('message', async (asked: Asked) => {
  await questions.ask(asked, {
    asks: question => tell({ kind: 'asks', question }),
    took: (question, milliseconds) => tell({ kind: 'took', question, milliseconds }),
  });
  tell({ kind: 'done' });
});
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
