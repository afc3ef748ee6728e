// Fixtures with a cursor: `‸` marks the offset that a test asks about.
import { PatDocument } from '../../analysis.ts';
import type { Settings } from '../../settings.ts';
import { testParser } from '../parser.ts';

export interface Fixture {
  readonly document: PatDocument;
  /** The offset of `‸`; -1 when the fixture has none. */
  readonly offset: number;
}

/** Opens the fixture's text without its cursor, and disposes of it after `use`. */
export async function withFixture<T>(
  fixture: string,
  use: (f: Fixture) => T,
  settings?: Settings,
): Promise<T> {
  const offset = fixture.indexOf('‸');
  const document = new PatDocument(await testParser(), fixture.replace('‸', ''), settings);
  try {
    return use({ document, offset });
  } finally {
    document.dispose();
  }
}
