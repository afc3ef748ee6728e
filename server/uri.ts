// URIs as the server compares them. Clients write the same file's URI in different ways (`%3A` or `:`, `C:` or `c:`), and
// what the server lists must meet what they open. RFC 3986; percent-encoding as VS Code writes it.

/** The same string for all ways to write a URI; only for comparing. Never throws, whatever the text. */
export function uriKey(uri: string): string {
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*):(\/\/[^/?#]*)?([^?#]*)([\s\S]*)/.exec(uri);
  if (parts === null) return uri;
  const [, scheme = '', authority = '', path = '', rest = ''] = parts;
  const plain = decoded(path).replace(/^\/[A-Z]:/, drive => drive.toLowerCase());
  return `${scheme.toLowerCase()}:${authority === '//' ? '' : decoded(authority).toLowerCase()}${plain}${decoded(rest)}`;
}

/** The same for a folder, which may have a slash at its end. */
export function folderKey(uri: string): string {
  return withoutSlash(uriKey(uri));
}

/** The path from a folder to what lies below it, with `/` and without escapes; undefined for what does not. */
export function pathWithin(folder: string, uri: string): string | undefined {
  const above = folderKey(folder);
  const key = uriKey(uri);
  return key.length > above.length + 1 && key.startsWith(`${above}/`)
    ? key.slice(above.length + 1)
    : undefined;
}

/** The URI of a path below a folder. The path has `/` between its parts and no escapes. */
export function uriWithin(folder: string, path: string): string {
  return `${withoutSlash(folder)}/${path.split('/').map(encoded).join('/')}`;
}

/** The last part of the path: what a person calls the file or folder. */
export function nameOfUri(uri: string): string {
  const path = withoutSlash(/^[^?#]*/.exec(uri)?.[0] ?? uri);
  return decoded(path.slice(path.lastIndexOf('/') + 1));
}

function withoutSlash(path: string): string {
  return path.replace(/(?<!\/)\/+$/, '');
}

function encoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
