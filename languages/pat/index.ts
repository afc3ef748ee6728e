// What benchmarks, and tests that cross packages, use of Pat itself. The product knows it as the value in `language.ts`.
export { type LastResort, PatDocument } from './analysis.ts';
export { catalogue } from './explain/catalogue.ts';
export { presentReport, start } from './run/index.ts';
export { defaultSettings, type Settings } from './settings.ts';
export { openZ3 } from './solve/index.ts';
export { loadParser, type PatParser } from './syntax/parse.ts';
