// Pat without its checker.
import type { Description } from '../language.ts';
import { catalogue } from './explain/catalogue.ts';
import { preferences, settingsTable } from './settings.ts';

export const about: Description = {
  id: 'pat',
  name: 'Pat',
  extensions: ['.pat'],
  settings: settingsTable,
  preferences,
  catalogue,
};
