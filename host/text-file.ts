// What the bytes of a file are as a program's text, with a clear sentence for whatever is no text. The same for the
// command line, the server and the client that reads for it.

export type Reading =
  | {
      readonly kind: 'text';
      /** Without its byte-order mark. */
      readonly text: string;
      readonly byteOrderMark: boolean;
    }
  /** A sentence that says what is wrong, without the file's name. */
  | { readonly kind: 'unreadable'; readonly reason: string };

export function unreadable(reason: string): Extract<Reading, { kind: 'unreadable' }> {
  return { kind: 'unreadable', reason };
}

/** A byte-order mark is no part of the text. */
export function decodeText(bytes: Uint8Array): Reading {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return unreadable('This file is in UTF-16; please save it as UTF-8.');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return { kind: 'text', text, byteOrderMark };
  } catch {
    const at = firstBadByte(bytes);
    const line = bytes.subarray(0, at).reduce((lines, byte) => (byte === 0x0a ? lines + 1 : lines), 1);
    const value = (bytes[at] ?? 0).toString(16).padStart(2, '0');
    return unreadable(
      `This is not a UTF-8 text: byte ${at + 1} (0x${value}, on line ${line}) fits no character.`,
    );
  }
}

/** The index of the first byte that begins no well-formed UTF-8 character (Unicode 15, table 3-7). */
function firstBadByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const more =
      lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1;
    if (more < 0) return at;
    const second = bytes[at + 1] ?? 0;
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    for (let i = 1; i <= more; i++) {
      const byte = bytes[at + i] ?? 0;
      if (i === 1 ? second < low || second > high : byte < 0x80 || byte > 0xbf) return at;
    }
    at += more + 1;
  }
  return at;
}
