// How a test inside the extension host went, as it is told outside: on the console, a line of JSON behind a word.

export interface HostResult {
  readonly name: string;
  readonly state: 'begun' | 'passed' | 'failed';
  readonly fault?: string;
  readonly milliseconds?: number;
}

const mark = 'PAT_HOST_RESULT ';

export function sayResult(result: HostResult): void {
  console.log(`${mark}${JSON.stringify(result)}`);
}

/** The result that a line of the console tells, if it tells one. */
export function hearResult(line: string): HostResult | undefined {
  const at = line.indexOf(mark);
  return at < 0 ? undefined : JSON.parse(line.slice(at + mark.length));
}
