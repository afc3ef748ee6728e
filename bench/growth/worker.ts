// A process that asks everything about one text after the other, and tells its parent what it asks and how much processor
// time that took: its parent ends it when one question takes too long.
import process from 'node:process';
import { testLanguage } from '../../languages/pat/test/parser.ts';
import { type Asked, type Gauge, Questions } from './requests.ts';

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'asks'; readonly question: string }
  | { readonly kind: 'took'; readonly question: string; readonly milliseconds: number }
  | { readonly kind: 'done' };

const tell = (message: FromWorker): void => void process.send?.(message);

const clock: Gauge = {
  measure: async (question, ask) => {
    tell({ kind: 'asks', question });
    const before = process.cpuUsage();
    const answer = await ask();
    const { user, system } = process.cpuUsage(before);
    tell({ kind: 'took', question, milliseconds: (user + system) / 1000 });
    return answer;
  },
};

const questions = await Questions.start(await testLanguage());
process.on('message', async (asked: Asked) => {
  await questions.ask(asked, clock);
  tell({ kind: 'done' });
});
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
