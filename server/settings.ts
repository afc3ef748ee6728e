// The checker's settings out of whatever a client sends: unknown keys are ignored, unknown values are the default.
import { defaultSettings, type Settings } from '../languages/pat/index.ts';
import { own } from './own.ts';

/** Reads the `pat` section of a configuration. Never throws. */
export function readSettings(section: unknown): Settings {
  const flag = (key: keyof Settings, otherwise: boolean): boolean => {
    const value = own(section, key);
    return typeof value === 'boolean' ? value : otherwise;
  };
  const aliasCheck = own(section, 'aliasCheck');
  return {
    aliasCheck:
      aliasCheck === 'strict' || aliasCheck === 'interface' || aliasCheck === 'none'
        ? aliasCheck
        : defaultSettings.aliasCheck,
    quasiLinearity: flag('quasiLinearity', defaultSettings.quasiLinearity),
    joinNotCombine: flag('joinNotCombine', defaultSettings.joinNotCombine),
    liberalDatatypes: flag('liberalDatatypes', defaultSettings.liberalDatatypes),
  };
}
