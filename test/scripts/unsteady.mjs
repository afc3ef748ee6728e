// For totals-reporter.test.ts: tests as mocha may meet them, among them one that passes only when it is tried again.
let tries = 0;

describe('unsteady', () => {
  it('passes', () => {});
  it('passes in the end', function () {
    this.retries(1);
    if (tries++ === 0) throw new Error('too early');
  });
  it('fails twice', function () {
    this.retries(1);
    throw new Error(`in try ${tries++}`);
  });
  it('fails', () => {
    throw new Error('always');
  });
  it('waits');
});
