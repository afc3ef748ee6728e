// Loaded before all tests (.mocharc.json). Properties ask the same questions in every run, so that a run that fails fails
// again; `PAT_SEED=NUMBER` asks others, `PAT_SEED=random` others each time. What fails then prints its seed.
import { createRequire } from 'node:module';
import process from 'node:process';
import fc from 'fast-check';

const chosen = process.env.PAT_SEED ?? '20261127';
if (chosen !== 'random') {
  const seed = Number(chosen);
  if (!Number.isInteger(seed)) throw new Error(`PAT_SEED is a whole number or "random", not "${chosen}".`);
  // Which of its two forms a test gets depends on how the test is loaded.
  for (const form of [fc, createRequire(import.meta.url)('fast-check')]) form.configureGlobal({ seed });
}
