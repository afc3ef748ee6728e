// Writes what is made of the project's tables: `npm run docs`. Pages of the diagnostics, and the TextMate grammar.
import { writeFileSync } from 'node:fs';
import { languages } from '../languages/all.ts';
import { cataloguePage } from '../languages/explain/catalogue.ts';
import { textMateGrammar } from '../languages/pat/ide/textmate.ts';

writeFileSync(
  new URL('../docs/errors.md', import.meta.url),
  languages.map(({ catalogue }) => cataloguePage(catalogue)).join('\n'),
);
writeFileSync(new URL('../syntaxes/pat.tmLanguage.json', import.meta.url), textMateGrammar());
