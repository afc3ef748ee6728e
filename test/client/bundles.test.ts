// What is bundled for a browser runs where there is no Node.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

describe('The bundles for a browser', () => {
  for (const name of ['client-browser.js', 'server-worker.js', 'runner-worker.js']) {
    it(`ask for nothing but the editor: ${name}`, () => {
      const text = readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8');
      const asked = [...text.matchAll(/\b(?:require|import|importScripts)\((["'`])(.*?)\1\)/g)].map(
        m => m[2],
      );
      const expected = name === 'client-browser.js' ? ['vscode'] : [];
      assert.deepEqual([...new Set(asked)], expected);
      const nodes = /\bprocess\.(?:env|platform|versions|argv|cwd)\b|["'`]node:/.exec(text);
      assert.equal(nodes?.[0], undefined);
    });
  }
});
