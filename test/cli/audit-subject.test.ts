import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { subjectCommand } from '../../cli/audit-subject.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import type { AuditEvent } from '../../schema/audit.js';
import { event } from '../store/stores.js';
import { hearing } from './heard.js';
import { type LogOnDisk, logOnDisk } from './log-on-disk.js';

let log: LogOnDisk;
beforeEach(async () => {
  log = await logOnDisk();
});
afterEach(() => log.remove());

const number = '宁检执监〔2026〕8号';

/** An entry about the sample person. */
function about(n: number, extra: Partial<AuditEvent> = {}): AuditEvent {
  return event(n, { subjects: [log.subject], matter: null, ...extra });
}

async function ask(person: string = samplePerson.citizenId, first = '100') {
  const heard = hearing();
  const code = await subjectCommand(person, { first }, log.environment, heard.output);
  return { code, viewings: heard.data(), said: heard.sentence(), notes: heard.notes };
}

function viewing(n: number, extra: object = {}): object {
  const { at } = event(n);
  return {
    at,
    agency: '371422-JCY',
    roles: ['prosecutor'],
    purpose: 'SUPERVISION',
    matter: null,
    outcome: 'OK',
    fields: ['Person.citizenId', 'Person.name'],
    ...extra,
  };
}

test('who looked at a person is told newest first, and who looked at others is not', async () => {
  await log.record(about(1), event(2), about(3, { outcome: 'CAP_EXCEEDED' }));
  expect(await ask()).toEqual({
    code: 0,
    viewings: [viewing(3, { outcome: 'CAP_EXCEEDED' }), viewing(1)],
    said: [3, 1]
      .map((n) => {
        const outcome = n === 3 ? 'CAP_EXCEEDED' : 'OK';
        return `${event(n).at}\t371422-JCY\tprosecutor\tSUPERVISION\t-\t${outcome}\tPerson.citizenId,Person.name`;
      })
      .join('\n'),
    notes: [],
  });
});

test('what waits for its matter is told when the matter is closed, what waits for a date on it, what is sealed never', async () => {
  await log.record(
    about(1, { release: 'MATTER_CLOSED', matter: number }),
    about(2, { release: 'MATTER_CLOSED' }),
    about(3, { release: 'DATE:2000-01-01' }),
    about(4, { release: 'DATE:9999-01-01' }),
    about(5, { release: 'NEVER', matter: number }),
  );
  await log.within(({ access }) =>
    access.openMatter({
      number,
      kind: 'CASE',
      line: null,
      title: '监督',
      agency: '371422-JCY',
      division: '371422',
      persons: [],
      files: [],
      handlers: ['account-7'],
      openedBy: 'account-8',
      openedAt: '2026-03-01T00:00:00.000Z',
    }),
  );
  expect((await ask()).viewings).toEqual([viewing(3)]);
  await log.within(({ access }) => access.closeMatter(number, '2026-03-03T00:00:00.000Z'));
  expect(await ask()).toMatchObject({ viewings: [viewing(3), viewing(1, { matter: number })], notes: [] });
});

test('matters and requests that name a person, and readings of other processes, are no viewings', async () => {
  await log.record(
    about(1, { action: 'MUTATION', fields: { ALLOW: ['Mutation.openMatter', 'Matter.number'] } }),
    about(2, { action: 'READ' }),
    about(3, { action: 'ADMIN' }),
    about(4, { fields: { DENY: ['Person.name'] } }),
  );
  expect(await ask()).toEqual({ code: 0, viewings: [], said: 'nothing that may be told', notes: [] });
});

test('more entries than were asked for are pointed out; what is held back does not count', async () => {
  await log.record(about(1), about(2), about(3, { release: 'NEVER' }));
  expect(await ask(samplePerson.citizenId, '1')).toMatchObject({
    viewings: [viewing(2)],
    notes: ['there are more than 1: ask for more with --first'],
  });
  expect(await ask(samplePerson.citizenId, '2')).toMatchObject({ viewings: [viewing(2), viewing(1)], notes: [] });
});

test('that it was asked stands in the log, with the digest and not the number, whatever was found', async () => {
  await ask();
  const [entry, ...others] = await log.entriesOf('commands');
  expect(others).toEqual([]);
  expect(entry?.event).toMatchObject({
    action: 'ADMIN',
    principal: { id: expect.stringMatching(/^operator:/), agency: 'HUB' },
    subjects: [log.subject],
    detail: { command: 'audit subject' },
    outcome: 'OK',
  });
  expect(JSON.stringify(entry)).not.toContain(samplePerson.citizenId);
});

test('one who cannot be recorded is told nothing', async () => {
  await log.record(about(1));
  await log.within(({ database }) => database.query({ sql: 'DROP TABLE audit_head', params: [] }));
  const heard = hearing();
  await expect(
    subjectCommand(samplePerson.citizenId, { first: '9' }, log.environment, heard.output),
  ).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  expect(() => heard.data()).toThrow('said nothing');
});

test.each([
  ['a number with a wrong digit', '371422198805120053', '9', 'that is no citizen id (18 characters, GB 11643)'],
  ['a name', '于建国', '9', 'that is no citizen id (18 characters, GB 11643)'],
  ['no number of entries', samplePerson.citizenId, '0', '--first must be a whole number from 1 to 10000'],
  ['a number of entries in words', samplePerson.citizenId, 'all', '--first must be a whole number from 1 to 10000'],
])('%s is refused without being repeated', async (_, person, first, message) => {
  await expect(ask(person, first)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message });
  expect(await log.entriesOf('commands')).toEqual([]);
});
