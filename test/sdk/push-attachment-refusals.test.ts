import { expect, test } from '@jest/globals';
import { type Attached, digestOf, heldBytes, judgment, judgmentPart, li, wang, withFiles } from './push-files.js';
import { boundary, deliveryOf, multipartOf, now, opened, pdf, png, send } from './pushing.js';
import { standingStore } from './standing-store.js';

const { store, fresh } = await standingStore(() => now);

const long = 'x'.repeat(3_000);
const refusals: Readonly<Record<string, readonly [Attached, string]>> = {
  'a PDF that is a picture': [
    { attachments: [judgment], parts: [{ ...judgmentPart, bytes: png }] },
    'ATTACHMENT_TYPE_DIFFERS in attachment 1',
  ],
  'a picture that is a program': [
    { attachments: [judgment], parts: [{ name: 'a', type: 'image/jpeg', bytes: 'MZ\x90' }] },
    'ATTACHMENT_TYPE_DIFFERS in attachment 1',
  ],
  'an OFD that is no zip': [
    { attachments: [judgment], parts: [{ name: 'a', type: 'application/ofd', bytes: 'OFD' }] },
    'ATTACHMENT_TYPE_DIFFERS in attachment 1',
  ],
  'an empty file': [
    { attachments: [judgment], parts: [{ ...judgmentPart, bytes: '' }] },
    'ATTACHMENT_TYPE_DIFFERS in attachment 1',
  ],
  'a type that is not taken': [
    { attachments: [judgment], parts: [{ name: 'a', type: 'text/html', bytes: '<html>' }] },
    'ATTACHMENT_TYPE_NOT_TAKEN in attachment 1',
  ],
  'a zip where none is agreed': [
    { attachments: [judgment], parts: [{ name: 'a', type: 'application/zip', bytes: 'PK\x03\x04' }] },
    'ATTACHMENT_TYPE_NOT_TAKEN in attachment 1',
  ],
  'a file that is too long': [
    { attachments: [judgment], parts: [{ ...judgmentPart, bytes: pdf(long) }] },
    'ATTACHMENT_TOO_LARGE in attachment 1',
  ],
  'more files than agreed': [
    { attachments: [1, 2, 3].map((n) => ({ ...judgment, name: `${n}` })), parts: [judgmentPart] },
    'TOO_MANY_ATTACHMENTS in the delivery',
  ],
  // One by one, the words about millions of them would take all of the hub's memory.
  'more files than agreed, which are none': [
    { attachments: [{}, {}, {}], parts: [judgmentPart] },
    'TOO_MANY_ATTACHMENTS in the delivery',
  ],
  'another digest than stated': [
    { attachments: [{ ...judgment, digest: digestOf(png) }], parts: [judgmentPart] },
    'ATTACHMENT_DIGEST_DIFFERS in attachment 1',
  ],
  'a name that is a path': [
    { attachments: [{ ...judgment, name: '../../etc/passwd' }], parts: [judgmentPart] },
    'ATTACHMENT_NAME_INVALID in attachment 1',
  ],
  'a name of dots': [
    { attachments: [{ ...judgment, name: '..' }], parts: [judgmentPart] },
    'ATTACHMENT_NAME_INVALID in attachment 1',
  ],
  'a name that turns the text': [
    { attachments: [{ ...judgment, name: 'fdp.\u202eexe' }], parts: [judgmentPart] },
    'ATTACHMENT_NAME_INVALID in attachment 1',
  ],
  'a name with NUL': [
    { attachments: [{ ...judgment, name: 'a\0.pdf' }], parts: [judgmentPart] },
    'ATTACHMENT_NAME_INVALID in attachment 1',
  ],
  'a name given twice': [
    { attachments: [judgment, { ...judgment, part: 'b' }], parts: [judgmentPart, { ...judgmentPart, name: 'b' }] },
    'ATTACHMENT_NAME_REPEATED in attachment 2',
  ],
  'a file of a record that is not there': [
    { attachments: [{ ...judgment, key: wang.ah }], parts: [judgmentPart] },
    'ATTACHMENT_WITHOUT_RECORD in attachment 1',
  ],
  'a file of a record that comes twice': [
    { records: [li, { ...li, ah: ` ${li.ah} `, sfyx: '0' }], attachments: [judgment], parts: [judgmentPart] },
    'ATTACHMENT_RECORD_REPEATED in attachment 1',
  ],
  'a name given twice under two spellings of a key': [
    {
      attachments: [judgment, { ...judgment, key: ` ${li.ah}`, part: 'b' }],
      parts: [judgmentPart, { ...judgmentPart, name: 'b' }],
    },
    'ATTACHMENT_NAME_REPEATED in attachment 2',
  ],
  'a part that is not there': [{ attachments: [judgment] }, 'ATTACHMENT_PART_MISSING in attachment 1'],
  'a file without bytes or digest': [
    { attachments: [{ key: li.ah, name: 'a.pdf' }] },
    'ATTACHMENT_PART_MISSING in attachment 1',
  ],
  'a part that nothing names': [{ attachments: [], parts: [judgmentPart] }, 'ATTACHMENT_PART_UNNAMED in the body'],
  'a part sent twice': [
    { attachments: [judgment], parts: [judgmentPart, judgmentPart] },
    'ATTACHMENT_PART_UNNAMED in the body',
  ],
};
test.each(Object.entries(refusals))(
  '%s is refused, and the records do not land either',
  async (_what, [attached, words]) => {
    const adapter = fresh();
    const { receiver } = await opened(adapter, store.landing, { limits: { attachmentBytes: 2_000, attachments: 2 } });
    await expect(send(receiver, withFiles(attached))).rejects.toMatchObject({
      code: 'PUSH_INVALID',
      message: `The push was refused: ${words}`,
    });
    expect(await store.landing.latest(adapter)).toBeNull();
    expect(await heldBytes(store, adapter)).toEqual([]);
  },
);

test('a zip lands where it is agreed', async () => {
  const { receiver } = await opened(fresh(), store.landing, { attachmentTypes: ['application/zip'] });
  const parts = [{ name: 'a', type: 'application/zip', bytes: 'PK\x03\x04' }];
  expect(await send(receiver, withFiles({ attachments: [judgment], parts }))).toMatchObject({ attachments: 1 });
});

test('parts before the delivery, or a delivery in another form, are refused', async () => {
  const { receiver } = await opened(fresh(), store.landing);
  const contentType = `multipart/form-data; boundary=${boundary}`;
  const delivery = { name: 'delivery', type: 'application/json', bytes: deliveryOf([li], { attachments: [judgment] }) };
  const bodies = [
    multipartOf([judgmentPart, delivery]),
    multipartOf([{ ...delivery, type: 'text/plain' }, judgmentPart]),
  ];
  for (const body of bodies) {
    await expect(send(receiver, { contentType, body })).rejects.toMatchObject({
      message: 'The push was refused: DELIVERY_NOT_FIRST in the body',
    });
  }
});
