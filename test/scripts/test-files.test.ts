// Which test files `npm test -- PATTERN…` runs, and whether it builds before.
import assert from 'node:assert/strict';

const { isForEditors, needBundles, testFiles } = await import(
  new URL('../../scripts/test-files.mjs', import.meta.url).href
);

describe('The files with tests', () => {
  it('are those of all rooms', async () => {
    const all: readonly string[] = await testFiles([]);
    for (const room of [
      'languages/pat/test/syntax/',
      'runtime/test/',
      'test/cli/',
      'test/editor/',
      'test/web/',
    ]) {
      assert.ok(
        all.some(file => file.startsWith(room)),
        room,
      );
    }
    assert.ok(all.includes('test/scripts/test-files.test.ts'));
    assert.ok(!all.some(file => file.includes('node_modules')));
    assert.deepEqual([...new Set(all)], all);
  });

  it('are chosen by paths, folders and globs, each once', async () => {
    const here = 'test/scripts/test-files.test.ts';
    assert.deepEqual(await testFiles([here]), [here]);
    assert.deepEqual(await testFiles([`./${here}`, 'test/scripts/*files*', here]), [here]);
    const folder: readonly string[] = await testFiles(['test/scripts']);
    assert.ok(folder.includes(here) && folder.every(file => file.startsWith('test/scripts/')));
    assert.deepEqual(await testFiles(['test/**/test-files.test.ts']), [here]);
    await assert.rejects(testFiles([here, 'test/nowhere.test.ts']), /no test file “test\/nowhere\.test\.ts”/);
  });

  it('are told apart by whether they need a real editor', async () => {
    const editors: readonly string[] = (await testFiles([])).filter(isForEditors);
    assert.deepEqual(
      editors
        .map(file => file.split('/').slice(0, 2).join('/'))
        .filter((room, i, rooms) => rooms.indexOf(room) === i),
      ['test/editor', 'test/web'],
    );
  });

  it('need the bundles when they, or what they import from other tests, say where those are', async () => {
    assert.equal(await needBundles(['test/client/bundles.test.ts']), true);
    // By test/cli/pat.ts.
    assert.equal(await needBundles(['test/cli/run.test.ts']), true);
    // By test/server/typing-session.ts.
    assert.equal(await needBundles(['test/server/soak.test.ts']), true);
    assert.equal(
      await needBundles(['languages/pat/test/types/order.test.ts', 'runtime/test/random.test.ts']),
      false,
    );
    assert.equal(await needBundles(['runtime/test/random.test.ts', 'test/cli/run.test.ts']), true);
    // What cannot be read is run to say why.
    assert.equal(await needBundles(['test/nowhere.test.ts']), true);
  });
});
