// How a test inside the extension host went, as it is told outside.

export interface HostResult {
  readonly name: string;
  readonly state: 'begun' | 'passed' | 'failed';
  readonly fault?: string;
  readonly milliseconds?: number;
}

/** Reports the test of this name as it went inside: to be called by a test outside, once all have run. */
export function reportHostResult(result: HostResult | undefined, circumstances: () => string): void {
  if (result?.state === 'passed') return;
  if (result?.state === 'failed') throw new Error(result.fault);
  const how = result === undefined ? 'was not reached' : 'was begun but did not end';
  throw new Error(`The test ${how}. ${circumstances()}`);
}
