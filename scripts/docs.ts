// Writes docs/errors.md from the catalogues of diagnostics: `npm run docs`.
import { writeFileSync } from 'node:fs';
import { languages } from '../languages/all.ts';
import { cataloguePage } from '../languages/explain/catalogue.ts';

writeFileSync(
  new URL('../docs/errors.md', import.meta.url),
  languages.map(({ catalogue }) => cataloguePage(catalogue)).join('\n'),
);
