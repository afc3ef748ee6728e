import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Mailbox } from '../index.ts';

const site = { name: 'box', interface: 'Box', madeAt: { start: 0, end: 1 } };
const here = { start: 0, end: 0 };

describe('a mailbox', () => {
  it('gives the oldest message with one of the tags, like a list that is searched from the front', () => {
    const tag = fc.constantFrom<string>('A', 'B', 'C', 'D');
    const operation = fc.oneof(
      fc.record({ put: tag }),
      fc.record({ take: fc.uniqueArray(tag, { minLength: 1, maxLength: 3 }) }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), operations => {
        const mailbox = new Mailbox(0, site);
        let model: { tag: string; id: number }[] = [];
        let id = 0;
        for (const operation of operations) {
          if ('put' in operation) {
            mailbox.put(operation.put, [id], here);
            model.push({ tag: operation.put, id: id++ });
          } else {
            const expected = model.find(m => operation.take.includes(m.tag));
            model = model.filter(m => m !== expected);
            const message = mailbox.take(new Set(operation.take));
            assert.deepEqual(message?.payload, expected === undefined ? undefined : [expected.id]);
          }
          assert.equal(mailbox.size, model.length);
          assert.deepEqual(
            mailbox.messages().map(m => m.payload[0]),
            model.map(m => m.id),
          );
        }
      }),
    );
  });

  it('finds a message at once behind a hundred thousand others of other tags', () => {
    const mailbox = new Mailbox(0, site);
    for (let i = 0; i < 100_000; i++) mailbox.put(i % 2 === 0 ? 'Other' : 'Another', [i], here);
    const wanted = new Set(['Wanted']);
    // Looking through the others each time would be ten thousand million steps.
    for (let i = 0; i < 100_000; i++) {
      mailbox.put('Wanted', [i], here);
      assert.equal(mailbox.take(wanted)?.payload[0], i);
    }
    assert.equal(mailbox.size, 100_000);
  });
});
