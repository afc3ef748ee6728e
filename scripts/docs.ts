// Writes what is made of the project's tables: `npm run docs`. Pages of the diagnostics, and the TextMate grammar.
import { writeFileSync } from 'node:fs';
import { cataloguePage } from '../languages/pat/explain/catalogue.ts';
import { textMateGrammar } from '../languages/pat/ide/textmate.ts';

writeFileSync(new URL('../docs/errors.md', import.meta.url), cataloguePage());
writeFileSync(new URL('../syntaxes/pat.tmLanguage.json', import.meta.url), textMateGrammar());
