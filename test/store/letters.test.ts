import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LetterBook, LetterRecord } from '../../schema/people/letter.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { application, issued } from './letter-facts.js';
import { backends, open } from './stores.js';

describe.each(backends)('the book of letters on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let book: LetterBook;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    book = store.letters;
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const file = (n: number, rest: Partial<LetterRecord> = {}) => book.file(application(n, rest), 3);

  test('an application is filed once, and no more of one person wait than may', async () => {
    expect(await file(1)).toEqual(application(1));
    expect(await book.application('宁检查申〔2026〕1号')).toEqual(application(1));
    expect(await book.application('宁检查申〔2026〕1号 ')).toBeNull();
    await expect(file(2, { sourceKey: 'key 1' })).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    await file(3);
    await file(4);
    await expect(file(5)).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    expect(await file(5, { applicant: 'another' })).toMatchObject({ state: 'RECEIVED' });
  });

  test('it is decided once, of two who decide by the first, with the bytes of its letter', async () => {
    const content = Uint8Array.of(80, 75, 3, 4);
    const decided = await Promise.allSettled([
      book.decide('宁检查申〔2026〕1号', issued('宁检行贿查〔2026〕1号'), content),
      book.decide('宁检查申〔2026〕1号', issued('宁检行贿查〔2026〕2号'), content),
    ]);
    expect(decided.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const letter = await book.application('宁检查申〔2026〕1号');
    expect(letter).toMatchObject({ state: 'ISSUED', decision: { account: 'chief' } });
    const outcome = letter?.decision?.outcome;
    const number = outcome !== undefined && 'letter' in outcome ? outcome.letter.number : '';
    expect(await book.letter(number)).toEqual(letter);
    expect(await book.content(number)).toEqual(content);
    expect(await book.letter('宁检行贿查〔2026〕9号')).toBeNull();
  });

  test('a refusal is kept with its reason, and leaves room for another application', async () => {
    const refused = { at: '2026-03-03T01:00:00.000Z', account: 'chief', outcome: { refusal: '材料不全' } };
    expect(await book.decide('宁检查申〔2026〕3号', refused, null)).toEqual(
      application(3, { state: 'REFUSED', decision: refused }),
    );
    expect(await file(6)).toMatchObject({ state: 'RECEIVED' });
    await expect(book.decide('宁检查申〔2026〕9号', refused, null)).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
  });

  test('applications and letters are numbered each in their own series', async () => {
    const next = (kind: 'BRIBERY_APPLICATION' | 'BRIBERY_LETTER') =>
      book.nextNumber({ procuratorate: 'JCY', kind, year: 2026 });
    expect([
      await next('BRIBERY_APPLICATION'),
      await next('BRIBERY_APPLICATION'),
      await next('BRIBERY_LETTER'),
    ]).toEqual([1, 2, 1]);
  });
});
