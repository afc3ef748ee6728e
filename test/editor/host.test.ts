// Inside the extension host of the real VS Code: the extension as other extensions and the editor itself see it. The
// tests are in host/tests.ts.
import { testedInCodeServer } from './harness.ts';
import { hostTests } from './host/tests.ts';
import { useExtensionHost } from './inside.ts';
import { future } from './programs.ts';

describe('in the extension host', () => {
  useExtensionHost({
    names: hostTests.map(({ name }) => name),
    files: { 'future.pat': future },
    bundle: () => ({ entryPoints: ['test/editor/host/run.ts'], platform: 'node', target: 'node24' }),
    place: testedInCodeServer,
  });
});
