import { expect, test } from '@jest/globals';
import { intakeShape } from '../../../gateway/oversight/intake/intake-config.js';
import { intakeFieldsOf, pushIntakesOf } from '../../../gateway/oversight/intake/push-intakes.js';
import { readComplaints } from '../../../gateway/oversight/intake/register-complaints.js';
import { oversightShape } from '../../../gateway/oversight/oversight-config.js';
import { readCatalog } from '../../../schema/catalog/read.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';

const catalog = readCatalog();
const civil = { id: 'civil', entity: 'CourtCase', line: 'CIVIL', title: '民事裁判监督' };
const intakes = (...pushes: readonly object[]) => pushIntakesOf(intakeShape.parse({ pushes }), catalog);

test('an intake names a record type, and what its records have to say', () => {
  expect(intakes({ ...civil, where: { domain: 'CIVIL', status: ['FILED', 'CLOSED'] } })).toEqual([
    {
      ...{ ...civil, adapters: null, agency: null, since: null },
      where: { domain: ['CIVIL'], status: ['FILED', 'CLOSED'] },
    },
  ]);
});

test.each([
  ['a record type that there is not', [{ ...civil, entity: 'CourtCases' }], 'pushes.0.entity'],
  ['a field that the type has not', [{ ...civil, where: { colour: 'red' } }], 'pushes.0.where'],
  ['a relation instead of a value', [{ ...civil, where: { judgments: 'one' } }], 'pushes.0.where'],
  ['one name for two', [civil, civil], 'pushes.1'],
] as const)('%s is refused', (_what, pushes, place) => {
  expect(() => intakes(...pushes)).toThrow(
    expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(place) }),
  );
});

test('a matter is about the record’s own file and its case, and whom the record names itself', () => {
  expect(intakeFieldsOf(catalog, 'Sentence')).toEqual({ files: ['id', 'caseNumber'], persons: ['citizenId'] });
  expect(intakeFieldsOf(catalog, 'CourtCase')).toEqual({ files: ['caseNumber'], persons: [] });
});

test('events are kept for longer than judgments are looked for', () => {
  const handover = { wholeDays: 100 };
  const { error } = oversightShape.safeParse({ handover });
  expect(error?.issues[0]?.path).toEqual(['eventsKeptDays']);
  expect(oversightShape.safeParse({ handover, eventsKeptDays: 101 }).success).toBe(true);
});

test('of somebody with more complaints than are read at once the first are taken, the others of everybody, and it is told', async () => {
  const complaint = (id: string) => ({
    ...{
      id,
      category: 'OTHER',
      receivedAt: '2026-10-01T08:00:00+08:00',
      agencyCode: 'A',
      jurisdictionDivisionCode: '1',
    },
    source: { adapter: 'corrections-sql' },
  });
  const subject = (subjectNo: string, hasNextPage: boolean) => ({
    ...{ subjectNo, person: null },
    complaints: { nodes: [complaint(`of ${subjectNo}`)], pageInfo: { hasNextPage } },
  });
  const page = { nodes: [subject('1', true), subject('2', false)], pageInfo: { hasNextPage: false, endCursor: null } };
  const client: OversightClient = {
    ask: async () => ({ data: { correctionSubjects: page }, errors: [], sources: [], access: [] }),
  };
  const read: string[] = [];
  const reading = async () => {
    const signal = new AbortController().signal;
    for await (const { id } of readComplaints(client, '2026-09-01T00:00:00Z', signal)) read.push(id);
  };
  await expect(reading()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(read).toEqual(['of 1', 'of 2']);
});
