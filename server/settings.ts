// The checker's settings out of whatever a client sends: unknown keys are ignored, unknown values are the default.
import { defaultSettings, type Settings } from '../languages/pat/index.ts';

/** Reads the `pat` section of a configuration. Never throws. */
export function readSettings(section: unknown): Settings {
  const given = typeof section === 'object' && section !== null ? (section as Record<string, unknown>) : {};
  const flag = (value: unknown, otherwise: boolean): boolean =>
    typeof value === 'boolean' ? value : otherwise;
  const { aliasCheck, quasiLinearity, joinNotCombine, liberalDatatypes } = given;
  return {
    aliasCheck:
      aliasCheck === 'strict' || aliasCheck === 'interface' || aliasCheck === 'none'
        ? aliasCheck
        : defaultSettings.aliasCheck,
    quasiLinearity: flag(quasiLinearity, defaultSettings.quasiLinearity),
    joinNotCombine: flag(joinNotCombine, defaultSettings.joinNotCombine),
    liberalDatatypes: flag(liberalDatatypes, defaultSettings.liberalDatatypes),
  };
}
