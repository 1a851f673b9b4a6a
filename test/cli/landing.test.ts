import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { batchesCommand, quarantineCommand, tallyCommand } from '../../cli/landing.js';
import type { DeliveredRecord } from '../../schema/landing.js';
import { hearing } from './heard.js';
import { type LogOnDisk, logOnDisk } from './log-on-disk.js';

let log: LogOnDisk;

const fine: DeliveredRecord = { entity: 'CourtCase', key: 'k', values: {}, flags: {}, index: [], hash: 'h' };
const aside: DeliveredRecord = { entity: 'CourtCase', key: null, reason: 'KEY_MISSING', raw: '{"xm":"张\u001b[2J三"}' };

beforeAll(async () => {
  log = await logOnDisk();
  await log.within(async ({ landing }) => {
    const batch = { adapter: 'court', digest: 'd', producedAt: '2026-03-01T00:00:00Z' };
    await landing.land({ ...batch, name: 'first\u001b[2J.zip', records: [fine] });
    await landing.land({ ...batch, name: 'second.zip', records: [aside, { ...fine, key: 'l' }, aside] });
  });
});
afterAll(() => log.remove());

test('what became of deliveries is told, and nothing in it steers the terminal', async () => {
  const { output, sentence } = hearing();
  expect(await batchesCommand({ adapter: 'court', first: '10' }, log.environment, output)).toBe(0);
  expect(sentence().split('\n')).toEqual([
    '2026-03-02T01:02:03.000Z\tfirst�[2J.zip\tproduced 2026-03-01T00:00:00.000Z\t1 landed',
    '2026-03-02T01:02:03.000Z\tsecond.zip\tproduced 2026-03-01T00:00:00.000Z\t1 landed, 2 quarantined',
  ]);
});

test('more than were asked for are said to be there', async () => {
  const { output, data, notes } = hearing();
  await batchesCommand({ adapter: 'court', first: '1' }, log.environment, output);
  expect(data()).toHaveLength(1);
  expect(notes).toEqual(['there are more than 1: ask for more with --first']);
});

test('of an adapter that delivered nothing, that is told', async () => {
  const { output, sentence } = hearing();
  await batchesCommand({ adapter: 'police', first: '10' }, log.environment, output);
  expect(sentence()).toBe('nothing has landed of police');
});

test('what pushes came to is told, with what is missing of what the source has', async () => {
  await log.within(async ({ landing: { pushes }, oversight: { intake } }) => {
    const push = { adapter: 'centre', digest: 'd', attachments: [], readings: 1, producedAt: '2026-03-01T00:00:00Z' };
    const holding = { table: 'TB', entities: ['CourtCase'], records: 3 };
    await pushes.land({ ...push, name: 'p1', records: [fine, aside], holding });
    await pushes.countRefusal('centre', 'PUSH_INVALID');
    const [landed] = await intake.waiting('civil', 'centre', 1);
    if (landed !== undefined) await intake.taken('civil', landed, { opened: 1, added: 0, known: 0, unplaced: 0 });
  });
  const { output, sentence } = hearing();
  expect(await tallyCommand({ adapter: 'centre' }, log.environment, output)).toBe(1);
  expect(sentence().split('\n')).toEqual([
    'pushes\t1 landed\t1 PUSH_INVALID refused',
    'records\t1 landed\t1 quarantined',
    'TB\t3 at the source 2026-03-01T00:00:00.000Z\t1 at the hub\t2 missing',
    'intake civil\t1 opened',
  ]);
});

test('records that were put aside are told with their places and reasons, without their text, and without an entry in the log', async () => {
  const { output, data, sentence } = hearing();
  await quarantineCommand({ adapter: 'court', first: '10' }, log.environment, output);
  expect(data()).toEqual([
    { batch: 'second.zip', position: 1, entity: 'CourtCase', reason: 'KEY_MISSING' },
    { batch: 'second.zip', position: 3, entity: 'CourtCase', reason: 'KEY_MISSING' },
  ]);
  expect(sentence()).not.toContain('xm');
  expect(await log.entriesOf('commands')).toEqual([]);
});

test('of one delivery, or as many as were asked for', async () => {
  const other = hearing();
  await quarantineCommand({ adapter: 'court', batch: 'third.zip', first: '10' }, log.environment, other.output);
  expect(other.sentence()).toBe('nothing of court was put aside');
  const one = hearing();
  await quarantineCommand({ adapter: 'court', batch: 'second.zip', first: '1' }, log.environment, one.output);
  expect(one.data()).toHaveLength(1);
  expect(one.notes).toEqual(['there are more than 1: ask for more with --first']);
});

test('the text is told when it is asked for, under a warning, and the log says who asked', async () => {
  const { output, data, sentence, notes } = hearing();
  await quarantineCommand({ adapter: 'court', first: '10', raw: true }, log.environment, output);
  expect(data()).toMatchObject([{ key: null, raw: '{"xm":"张\u001b[2J三"}' }, { position: 3 }]);
  expect(sentence()).not.toContain('\u001b');
  expect(notes).toEqual([
    'what follows is personal data as it was delivered: correct it at the agency, and keep no copy',
  ]);
  const [entry, ...rest] = await log.entriesOf('commands');
  expect(rest).toEqual([]);
  expect(entry?.event).toMatchObject({
    action: 'ADMIN',
    principal: { id: expect.stringMatching(/^operator:/) },
    detail: { command: 'landing quarantine', adapter: 'court', records: 2 },
  });
});
