// Writes docs/errors.md from the catalogue of diagnostics: `npm run docs`.
import { writeFileSync } from 'node:fs';
import { cataloguePage } from '../languages/explain/catalogue.ts';
import { catalogue } from '../languages/pat/explain/catalogue.ts';

writeFileSync(new URL('../docs/errors.md', import.meta.url), cataloguePage(catalogue));
