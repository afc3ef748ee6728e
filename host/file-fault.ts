// What a file system refuses, in words.

/** A sentence about what was refused, without the file's name. */
export function fileFault(error: unknown): string {
  return reasons.get(errorCode(error)) ?? `It cannot be read: ${reasonOf(error)}.`;
}

/** What the system says, without code, call and path: `no space left on device`. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^[A-Z0-9]+: ([^,]+), /.exec(message)?.[1] ?? message.replace(/\.$/, '');
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const reasons: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ENOENT: 'There is no such file.',
    ENOTDIR: 'There is no such file: a part of its path is not a folder.',
    EISDIR: 'This is a folder, not a file.',
    EACCES: 'You are not allowed to read this file.',
    EPERM: 'You are not allowed to read this file.',
    ELOOP: 'This link leads back to itself.',
    ENAMETOOLONG: 'This name is too long for a file.',
  }),
);
