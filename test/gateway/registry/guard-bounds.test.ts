import { expect, test } from '@jest/globals';
import { guarded } from '../../../gateway/registry/guard.js';
import { createRegistry } from '../../../gateway/registry/registry.js';
import type { OpenAdapter, ReadRequest } from '../../../schema/adapter.js';
import { readCatalog } from '../../../schema/catalog/read.js';
import { outside } from './outside.js';
import { clock, context } from './systems.js';

const catalog = readCatalog();
const fields = ['id', 'subjectNo', 'jurisdictionDivisionCode'];

/** An adapter from outside that answers one page of these values, and what it was asked for. */
function answering(values: readonly object[], more: Partial<OpenAdapter> = {}) {
  const asked: (readonly string[])[] = [];
  const rows = values.map((each, at) => ({ id: String(at).padStart(3, '0'), values: each, flags: {} }));
  const answer = async (request: ReadRequest) => {
    asked.push(request.fields);
    return { groups: new Map([['', { rows, hasNext: false, total: rows.length }]]), asOf: null };
  };
  const reader = { entity: 'CheckIn', fields: new Set(fields), lookups: new Set<string>() };
  return { adapter: outside(answer, { reader, ...more }), asked };
}

const request: ReadRequest = {
  entity: 'CheckIn',
  fields: ['subjectNo'],
  where: { op: 'true' },
  order: [],
  first: 5,
  count: true,
};

async function told(adapter: OpenAdapter, limits?: readonly string[], more: Partial<ReadRequest> = {}) {
  const reader = createRegistry([guarded(adapter, catalog, 'county', limits)], clock);
  const { groups, sources } = await reader.read({ ...request, ...more }, context());
  return { values: groups.get('')?.rows.map((row) => row.values), reason: sources[0]?.reason };
}

const own = { subjectNo: 'S1', jurisdictionDivisionCode: '371422' };
const foreign = { subjectNo: 'S2', jurisdictionDivisionCode: '371002' };
const county = { divisions: ['3714'] };
const unnamed = { subjectNo: 'S3' };

test('a row outside of the stanza’s divisions is refused, although its division was not asked for', async () => {
  const { adapter, asked } = answering([own, foreign], county);
  expect(await told(adapter, ['371400'])).toEqual({ values: undefined, reason: 'MALFORMED' });
  expect(asked).toEqual([['subjectNo', 'jurisdictionDivisionCode']]);
});

test('rows of the stanza’s divisions, and such as name none, are answered with what was asked for alone', async () => {
  const limited = answering([own, unnamed], county);
  expect(await told(limited.adapter, ['371400'])).toEqual({
    values: [{ subjectNo: 'S1' }, { subjectNo: 'S3' }],
    reason: null,
  });
  const asking = { fields: ['subjectNo', 'jurisdictionDivisionCode'] };
  expect((await told(answering([own], county).adapter, ['371400'], asking)).values).toEqual([own]);
  const { adapter, asked } = answering([{ subjectNo: 'S1' }, { subjectNo: 'S2' }]);
  expect((await told(adapter)).values).toHaveLength(2);
  expect(asked).toEqual([['subjectNo']]);
});

test('without divisions in the stanza it is held to those that it says it holds', async () => {
  expect(await told(answering([foreign], { divisions: ['3714'] }).adapter)).toMatchObject({ reason: 'MALFORMED' });
  expect(await told(answering([foreign], { divisions: ['3710'] }).adapter)).toMatchObject({ reason: null });
  // The stanza has the last word.
  expect(await told(answering([foreign], { divisions: ['3710'] }).adapter, ['371400'])).toMatchObject({
    reason: 'MALFORMED',
  });
});

test('texts that each are within bounds and together are not are refused', async () => {
  const subjectNo = 'x'.repeat(1_000_000);
  const many = (rows: number) => answering(Array.from({ length: rows }, () => ({ subjectNo })));
  const asking = { first: 200 };
  expect(await told(many(80).adapter, undefined, asking)).toEqual({ values: undefined, reason: 'MALFORMED' });
  expect((await told(many(60).adapter, undefined, asking)).values).toHaveLength(60);
});

test('a list that iterates without end is taken by its length', async () => {
  const endless = Object.assign([], {
    *[Symbol.iterator]() {
      for (;;) yield { id: '1', values: {}, flags: {} };
    },
  });
  const { adapter } = answering([]);
  const [reader] = adapter.readers;
  if (reader === undefined) throw new Error('no reader');
  const page = { rows: endless, hasNext: false, total: 0 };
  const read = async () => ({ groups: new Map([['', page]]), asOf: null });
  expect(await told({ ...adapter, readers: [{ ...reader, read }] })).toEqual({ values: [], reason: null });
});
