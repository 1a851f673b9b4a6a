import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../fixed-seed.js';
import type { RestPaging, RestSettings } from '../../sdk/index.js';
import { nextQueryIn } from '../../sdk/sources/rest/paging.js';
import { base, bodyOf, type Courts, failureOf, json, openCourts, page } from './courts-service.js';
import { openService, type Seen, type Service } from './service.js';

let service: Service;
const opened: Courts[] = [];
beforeEach(async () => {
  service = await openService(() => page([]));
});
afterEach(async () => {
  for (const { source } of opened.splice(0)) await source.close();
  await service.close();
});

async function open(paging: RestPaging, settings: Partial<RestSettings> = {}, timeoutMs = 2_000) {
  const courts = await openCourts(service, { request: { ...base.request, page: paging }, ...settings }, { timeoutMs });
  opened.push(courts);
  return courts;
}

const records = (count: number) => Array.from({ length: count }, (_, at) => ({ id: String(at), name: null }));
const malformed = (what: string) => ({ name: 'SourceFailure', message: `MALFORMED: ${what}` });

const byNumber: RestPaging = { kind: 'page-number', number: 'no', size: 'size', largest: 3 };
const fromZero: RestPaging = { kind: 'page-number', number: 'no', size: 'size', largest: 3, first: 0 };
const fixed: RestPaging = { kind: 'page-number', number: 'no', largest: 3 };
const byOffset: RestPaging = { kind: 'offset', offset: 'skip', size: 'size', largest: 3 };
const byCursor: RestPaging = {
  kind: 'cursor',
  cursor: 'from',
  size: 'size',
  largest: 3,
  next: { cursor: 'data.next' },
};
const flagged: RestPaging = { ...byCursor, next: { cursor: 'data.next', more: 'data.more' } };
const byLink: RestPaging = { kind: 'link', size: 'size', largest: 3 };

/** Serves `all` as the paging says; `hasTotal`: with how many there are. */
function serve(paging: RestPaging, all: readonly object[], hasTotal: boolean) {
  service.answer = (seen: Seen) => {
    const asked = paging.kind === 'link' ? Object.fromEntries(seen.query) : bodyOf(seen);
    const size = Number(asked.size ?? 3);
    const from =
      paging.kind === 'page-number'
        ? (Number(asked.no) - (paging.first ?? 1)) * size
        : Number(asked.skip ?? String(asked.from ?? 'c0').slice(1));
    const rows = all.slice(from, from + size);
    const more = from + size < all.length;
    const answer = json({
      code: '0000',
      data: {
        rows,
        ...(hasTotal ? { total: all.length } : {}),
        more,
        next: paging === flagged || more ? `c${from + size}` : '',
      },
    });
    if (paging.kind !== 'link' || !more) return answer;
    const links = `</api/cases?skip=0>; rel="first", <http://elsewhere.example/api/cases?skip=${from + size}&size=${size}>; title="a, b"; rel="next"`;
    return { ...answer, headers: { ...answer.headers, link: links } };
  };
}

const kinds = { byNumber, fromZero, fixed, byOffset, byCursor, flagged, byLink };
test.each(Object.entries(kinds))('%s: every record is read once, up to the limit', async (_name, paging) => {
  const method = paging.kind === 'link' ? 'GET' : 'POST';
  const { rows } = await open(paging, { request: { ...base.request, method, page: paging } });
  await fc.assert(
    fc.asyncProperty(fc.nat(11), fc.integer({ min: 1, max: 13 }), fc.boolean(), async (count, limit, hasTotal) => {
      serve(paging, records(count), hasTotal);
      service.seen.length = 0;
      expect((await rows({ limit })).rows).toEqual(records(Math.min(count, limit)));
      expect(service.seen.length).toBeLessThanOrEqual(Math.ceil((Math.min(count, limit) + 1) / Math.min(limit, 3)));
    }),
    { numRuns: 40 },
  );
});

test('pages by offset say how many records to skip; by cursor, what the last answer gave', async () => {
  const asked = () => service.seen.map((seen) => ({ ...bodyOf(seen), fields: undefined }));
  serve(byOffset, records(5), true);
  await (await open(byOffset)).rows();
  expect(asked()).toEqual([
    { skip: 0, size: 3 },
    { skip: 3, size: 3 },
  ]);
  service.seen.length = 0;
  serve(byCursor, records(5), false);
  await (await open(byCursor)).rows();
  expect(asked()).toEqual([{ size: 3 }, { from: 'c3', size: 3 }]);
});

test('a page without records is not the end where there is a next cursor', async () => {
  service.answer = (seen) => {
    const { from } = bodyOf(seen);
    return json({ code: '0000', data: from === undefined ? { rows: [], next: 7 } : { rows: records(1) } });
  };
  expect((await (await open(byCursor)).rows()).rows).toEqual(records(1));
});

test('a cursor that leads back, itself or over another, is MALFORMED', async () => {
  let at = 0;
  service.answer = () => json({ code: '0000', data: { rows: [{ id: `${at++}` }], next: 'same' } });
  const { rows } = await open(byCursor);
  await expect(rows({ limit: 100 })).rejects.toMatchObject(malformed('a cursor leads back to a page that was read'));
  expect(service.seen.length).toBe(2);
  service.answer = () => json({ code: '0000', data: { rows: [{ id: `${at++}` }], next: `c${at % 3}` } });
  await expect(rows({ limit: 100 })).rejects.toMatchObject(malformed('a cursor leads back to a page that was read'));
  expect(service.seen.length).toBe(6);
});

test('a service that does not heed what page it is asked for is MALFORMED, with a total and without', async () => {
  const same = malformed('a page begins with the record that another one began with');
  for (const total of [9, undefined]) {
    service.answer = () => json({ code: '0000', data: { rows: records(3), total } });
    for (const paging of [byNumber, byOffset]) await expect((await open(paging)).rows()).rejects.toMatchObject(same);
  }
  let at = 0;
  service.answer = () => json({ code: '0000', data: { rows: records(3), next: String(at++) } });
  await expect((await open(byCursor)).rows()).rejects.toMatchObject(same);
});

test('cursors that never end are MALFORMED after a thousand pages, and end with the limit', async () => {
  let at = 0;
  service.answer = () => json({ code: '0000', data: { rows: [], next: String(at++) } });
  const { rows } = await open(byCursor, {}, 25_000);
  const signal = AbortSignal.timeout(25_000);
  await expect(rows({}, signal)).rejects.toMatchObject(malformed('the list has more than 1000 pages'));
  expect(service.seen.length).toBe(1_000);
  service.seen.length = 0;
  service.answer = () => json({ code: '0000', data: { rows: [{ id: `${at++}` }], next: String(at) } });
  expect((await rows({ limit: 5 })).rows.length).toBe(5);
  expect(service.seen.length).toBe(5);
});

test('a page that its own total says is cut is MALFORMED, on the first page and after it', async () => {
  service.answer = () => json({ code: '0000', data: { rows: records(2), total: 9 } });
  const { rows } = await open(byNumber);
  await expect(rows()).rejects.toMatchObject(malformed('a page is shorter than its total says'));
  service.answer = (seen) =>
    json({ code: '0000', data: { rows: bodyOf(seen).no === 3 ? [] : [{ id: bodyOf(seen).no }, {}, {}], total: 8 } });
  await expect(rows()).rejects.toMatchObject(malformed('a page is shorter than its total says'));
});

test('a cursor that is no word is MALFORMED', async () => {
  service.answer = () => json({ code: '0000', data: { rows: records(1), next: { from: 1 } } });
  const { rows } = await open(byCursor);
  await expect(rows()).rejects.toMatchObject(malformed('the answer has a cursor that is no word'));
});

test('a link is followed by its query only, to the same list', async () => {
  expect(nextQueryIn(null, '/cases')).toBe(null);
  expect(nextQueryIn('</cases?a=1>; rel=prev', '/cases')).toBe(null);
  expect(nextQueryIn('<?p=2>; REL="last NEXT"', '/cases')).toBe('p=2');
  expect(nextQueryIn('<http://a.example/v1/cases?p=2>;rel=next;x="<,>"', '/cases')).toBe('p=2');
  expect(() => nextQueryIn('</persons?p=2>; rel=next', '/cases')).toThrow('leads elsewhere');
  expect(() => nextQueryIn('<http://[>; rel=next', '/cases')).toThrow('leads elsewhere');
  await fc.assert(fc.property(fc.string(), (text) => typeof nextQueryIn(text, '/cases') !== 'undefined'));
});

test('a service without an envelope answers a bare list, and its status says it all', async () => {
  const { envelope, ...bare } = base;
  const courts = await openCourts(service, { ...bare, envelope: {} });
  opened.push(courts);
  service.answer = () => json([{ id: 1, name: '甲', more: true }]);
  expect((await courts.rows()).rows).toEqual([{ id: 1, name: '甲' }]);
  service.answer = () => json({ code: '9999', rows: [] });
  expect(await failureOf(courts.rows())).toMatchObject(malformed('the answer has no list'));
  service.answer = () => json([], 500);
  expect(await failureOf(courts.rows())).toMatchObject({ message: 'FAILED: HTTP 500' });
  expect(envelope.code).toBe('code');
});

test('links with POST, and what is no address, are refused when the source is opened', async () => {
  const wrong = { name: 'PlumblineError', code: 'ADAPTER_INVALID' };
  expect(await failureOf(open(byLink))).toMatchObject(wrong);
  for (const baseUrl of ['canary', 'ftp://canary.example/', '']) {
    const failure = await failureOf(openCourts(service, { baseUrl }));
    expect(failure).toMatchObject({ ...wrong, message: 'courts: the url is no http:// or https:// address' });
  }
});

test('a filter that is an object is written as JSON in a query', async () => {
  const courts = await openCourts(service, { request: { ...base.request, method: 'GET' } });
  opened.push(courts);
  await courts.rows({ where: { op: 'in', column: 'idNo', values: ['甲', '乙'] } });
  expect(service.seen[0]?.query.get('filters')).toBe('{"idNo":["甲","乙"]}');
});
