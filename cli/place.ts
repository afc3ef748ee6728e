// Files and folders as the command line and the file system name them. On most systems a name is bytes, and need not be
// text: then it is kept as bytes.
import { Buffer, isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { joined, Shown, shown } from '../terminal/shown.ts';

/** A path, or `-` for standard input. */
export type Place = string | Buffer;

export function placeOf(bytes: Buffer): Place {
  return isUtf8(bytes) ? bytes.toString() : bytes;
}

/** Bytes as text of as many characters, so that the functions for paths can be used. */
const asText = (place: Place): string => Buffer.from(place).toString('latin1');

/** A place in a folder. */
export function within(folder: Place, name: Buffer): Place {
  return placeOf(Buffer.from(path.join(asText(folder), asText(name)), 'latin1'));
}

/** How a place is called in what people read. */
export function nameOf(place: Place): Shown {
  if (place === '-') return shown`standard input`;
  if (place === '') return shown`''`;
  if (typeof place === 'string') return shown`${place}`;
  const pieces: Shown[] = [];
  for (let at = 0; at < place.length; ) {
    const length = [1, 2, 3, 4].find(n => at + n <= place.length && isUtf8(place.subarray(at, at + n)));
    const byte = place.readUInt8(at).toString(16).padStart(2, '0');
    pieces.push(
      length === undefined
        ? Shown.trusted(`\\x${byte}`)
        : shown`${place.subarray(at, at + length).toString()}`,
    );
    at += length ?? 1;
  }
  return joined(pieces, '');
}

/** How a place is called in what other programs read. JSON has text alone, so bytes that are none become U+FFFD. */
export function textOf(place: Place): string {
  return place.toString();
}

/** Equal for two ways to write one path. Links are not looked at. */
export function identityOf(place: Place): string {
  return place === '-' ? place : path.resolve(asText(currentFolder() ?? '/'), asText(place));
}

/** Undefined when it was deleted. */
function currentFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

/** Why nothing can be found at one of the places, whatever it is called. */
export function nowhere(places: readonly Place[]): string | undefined {
  const relative = places.some(place => place !== '-' && !path.isAbsolute(asText(place)));
  return relative && currentFolder() === undefined
    ? 'The current folder does not exist any more. Go to another one, or give absolute paths.'
    : undefined;
}

/** The places that the user gave. Node makes text of arguments; Linux still has their bytes. */
export function placesOf(given: readonly string[]): Place[] {
  if (process.platform !== 'linux' || !given.some(text => text.includes('\ufffd'))) return [...given];
  const lost: Buffer[] = [];
  for (let rest = readFileSync('/proc/self/cmdline'); rest.length > 0; ) {
    const end = rest.indexOf(0);
    const bytes = rest.subarray(0, end < 0 ? rest.length : end);
    if (!isUtf8(bytes)) lost.push(bytes);
    rest = rest.subarray(bytes.length + 1);
  }
  return given.map(text => {
    const at = lost.findIndex(bytes => bytes.toString() === text);
    return lost.splice(at, at < 0 ? 0 : 1)[0] ?? text;
  });
}
