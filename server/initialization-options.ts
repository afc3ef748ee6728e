// What a client may say in `initializationOptions` beside settings: where things are that the server cannot find itself.
import { own } from '../languages/own.ts';

export interface InitializationOptions {
  /** The folder of the parser's .wasm files, a URL that ends in `/`. For a server that is a web worker. */
  readonly files: string | undefined;
  /** The page that says what each code means, docs/errors.md, as a URI. */
  readonly catalogue: string | undefined;
  /** For a client that has a page for each code: its URI with `{code}` in place of the code. */
  readonly explanation: string | undefined;
}

/** Reads them out of whatever was sent. Never throws. */
export function readInitializationOptions(sent: unknown): InitializationOptions {
  const text = (key: keyof InitializationOptions): string | undefined => {
    const value = own(sent, key);
    return typeof value === 'string' ? value : undefined;
  };
  return { files: text('files'), catalogue: text('catalogue'), explanation: text('explanation') };
}
