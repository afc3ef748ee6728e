// Names for the results of checking a text: the same text of one language under the same settings has the same diagnostics, whether it is
// open or on the disk, so a client that has them need not be sent them again (LSP 3.17, "resultId").
import type { SettingValues } from '../languages/settings.ts';

/** 53 bits that say whether two texts are the same (cyrb53, public domain). Not for secrets. */
export function fingerprint(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return 0x1_0000_0000 * (b & 0x1f_ffff) + (a >>> 0);
}

/** `final` is false while a solver is still to be asked about what the checker left open. */
export function resultId(print: number, language: string, settings: SettingValues, final = true): string {
  const under = Object.values(settings).map(value => (typeof value === 'boolean' ? Number(value) : value));
  return [print.toString(36), language, ...under, ...(final ? [] : ['open'])].join('-');
}
