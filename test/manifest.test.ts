// The extension's manifest says of each language what the language says of itself.
import assert from 'node:assert/strict';
import { descriptions, languages } from '../languages/all.ts';
import type { Language } from '../languages/language.ts';
import { type Manifest, manifestFor, readManifest } from '../scripts/manifest.ts';

describe('The list of languages', () => {
  it('describes those that there are, in their order', () => {
    assert.deepEqual(
      descriptions.map(({ id }) => id),
      languages.map(({ id }) => id),
    );
    for (const [i, description] of descriptions.entries())
      for (const [key, value] of Object.entries(description))
        assert.equal(new Map(Object.entries(languages[i] ?? {})).get(key), value, key);
  });
});

describe('package.json', () => {
  it('has of the languages what `npm run manifest` writes', () => {
    assert.deepEqual(manifestFor(languages, readManifest()), readManifest());
  });

  it('gets what a second language needs, and loses it again', () => {
    const [first] = languages;
    assert.ok(first !== undefined);
    const second: Language = {
      ...first,
      id: 'other',
      name: 'Other',
      extensions: ['.oth', '.other'],
      preferences: [],
      settings: [{ key: 'strict', kind: 'flag', default: false, meaning: 'M', short: 's' }],
    };
    const manifest = manifestFor([first, second], readManifest()) as Manifest & {
      readonly activationEvents: readonly string[];
    };
    const { commands, configuration } = manifest.contributes;
    assert.ok(manifest.activationEvents.includes('workspaceContains:**/*.other'));
    assert.deepEqual(configuration.properties['other.strict'], {
      type: 'boolean',
      default: false,
      scope: 'resource',
      markdownDescription: 'M',
    });
    assert.match(JSON.stringify(commands), /editorLangId == other/);
    assert.deepEqual(manifestFor(languages, manifest), readManifest());
  });
});
