// For totals-reporter.test.ts: a second file, so that there is something to do at the same time.
describe('steady', () => {
  it('passes', () => {});
});
