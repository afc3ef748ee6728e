// The languages of the product. Nothing else outside `languages/` names one.
import type { Language } from './language.ts';
import { pat } from './pat/language.ts';

export const languages: readonly Language[] = [pat];
