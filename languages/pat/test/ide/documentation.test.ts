// Comments become Markdown that says what they say and fetches nothing.
import assert from 'node:assert/strict';
import { commentMarkdown } from '../../ide/documentation.ts';

const check = (comment: string, wanted: string): void => assert.equal(commentMarkdown(comment), wanted);

describe('a comment as Markdown', () => {
  it('is what the user wrote', () =>
    check('Waits for *one* `Put`.\n\n- then\n- ends', 'Waits for *one* `Put`.\n\n- then\n- ends'));

  it('is nothing when there is no comment', () => {
    assert.equal(commentMarkdown(''), undefined);
    assert.equal(commentMarkdown(' \n'), undefined);
    assert.equal(commentMarkdown(undefined), undefined);
  });

  it('shows angle brackets, except those of a link, as they are', () => {
    check('A <b>Future</b> < 2', 'A \\<b>Future\\</b> \\< 2');
    check('See <https://example.org>', 'See <https://example.org>');
    check('`a < b` and ``c`<d`` < e', '`a < b` and ``c`<d`` \\< e');
    check('\\<b> and \\\\<b>', '\\<b> and \\\\\\<b>');
  });

  it('has no images, however they are written', () => {
    check('![x](http://example.org/x.png)', '! [x](http://example.org/x.png)');
    check('![R](http://example.org/x.png)', '! [R](http://example.org/x.png)');
    check('![R][a]', '! [R][a]');
    check('`\n![x](y) `', '`\n! [x](y) `');
    check('- ```\n![x](y)', '- ```\n! [x](y)');
    check('Future![R]\n[R]: http://example.org/x.png', 'Future![R]\n\\[R]: http://example.org/x.png');
  });

  it('keeps usages as they are', () =>
    check('Takes `Future!Put[U]`, Box![R].', 'Takes `Future!Put[U]`, Box![R].'));

  it('takes a ruler for a ruler, not for a heading of the line above', () =>
    check('Helpers\n-------\nmore', 'Helpers\n\n-------\nmore'));

  it('leaves code in fences alone and closes a fence that stays open', () => {
    check('```\na < b\n```\n<b>', '```\na < b\n```\n\\<b>');
    check('~~~pat\n1 < 2', '~~~pat\n1 < 2\n~~~');
  });
});
