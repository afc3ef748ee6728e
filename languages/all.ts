// The languages of the product. Nothing else outside `languages/` names one. In a bundle that needs only the descriptions there
// is nothing else of a language.
import type { Description, Language } from './language.ts';
import { about as aboutPat } from './pat/about.ts';
import { pat } from './pat/language.ts';

export const languages: readonly Language[] = [pat];

/** Of the same languages, in the same order. */
export const descriptions: readonly Description[] = [aboutPat];
