// long: each promise of a stream to those who follow it.
import { once } from 'node:events';
import { get } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { OversightEvent } from '../../../../schema/oversight/matter.js';
import type { Principal } from '../../../../schema/principal.js';
import { eventually } from '../../../eventually.js';
import { chief, follow, openDoor } from './followers.js';
import { findingFound, matterServed, now, openFolder, openProcess, type TestProcess } from './telling.js';

let folder: Awaited<ReturnType<typeof openFolder>>;
let hub: TestProcess;
let door: Awaited<ReturnType<typeof openDoor>>;

const accounts = {
  chief,
  nowhere: { ...chief, id: 'chief-2', division: '370102' },
  executor: { ...chief, id: 'officer-1', roles: ['prosecutor'], lines: ['EXECUTION' as const] },
  juvenile: { ...chief, id: 'officer-2', roles: ['prosecutor'], lines: ['JUVENILE' as const] },
  agency: {
    ...chief,
    ...{
      id: 'clerk-1',
      agency: '371422-SFJ',
      roles: ['corrections-officer'],
      purpose: 'CORRECTION_MANAGEMENT' as const,
    },
  },
  aimless: { ...chief, id: 'aimless', purpose: undefined as never },
  underMatter: { ...chief, id: 'under', matter: 'M1' },
};

beforeEach(async () => {
  folder = await openFolder();
  hub = await openProcess(folder.url);
  door = await openDoor(hub, accounts);
});
afterEach(async () => {
  await door.close();
  await hub.close();
  await folder.drop();
});

const ids = ({ told }: { readonly told: readonly { readonly event: { readonly id: string } }[] }) =>
  told.map(({ event }) => event.id);

test('whoever follows is told what happens from then on, as it happens', async () => {
  await hub.outbox.append([matterServed('before')]);
  const one = await follow(door.url, 'chief');
  expect([one.status, one.headers['content-type'], one.headers['cache-control']]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    'no-store',
  ]);
  await hub.outbox.append([matterServed('m1')]);
  await one.hears(1);
  await hub.outbox.append([findingFound('f1'), matterServed('m2')]);
  await one.hears(3);
  one.leave();
  expect(ids(one)).toEqual(['m1', 'f1', 'm2']);
  expect(one.told[1]?.event).toEqual({
    specversion: '1.0',
    id: 'f1',
    source: 'urn:plumbline:ningjin',
    type: 'cn.plumbline.finding.found',
    subject: 'finding-1',
    time: '2026-03-02T01:00:00.000Z',
    datacontenttype: 'application/json',
    division: '371422',
    line: 'EXECUTION',
    data: { rule: 'CC-05', severity: 'HIGH', status: 'NEW', returns: 0, sealed: false },
  });
});

test('a reader that was cut off goes on where it was', async () => {
  const one = await follow(door.url, 'chief');
  await hub.outbox.append([matterServed('m1'), matterServed('m2')]);
  await one.hears(2);
  one.leave();
  await hub.outbox.append([matterServed('m3')]);
  const again = await follow(door.url, 'chief', one.told[0]?.id);
  await again.hears(2);
  again.leave();
  expect(ids(again)).toEqual(['m2', 'm3']);
});

test('each is told what the policies show of findings and matters, and no more', async () => {
  const names = ['chief', 'nowhere', 'executor', 'juvenile', 'agency'] as const;
  await hub.outbox.append([matterServed('first')]);
  const followers = await Promise.all(
    names.map(async (name) => {
      const own = await openDoor(hub, accounts, { bounds: { beatMs: 5 } });
      return { name, own, reader: await follow(own.url, name) };
    }),
  );
  const sealed = { ...findingFound('').data, sealed: true };
  await hub.outbox.append([
    findingFound('finding'),
    findingFound('civil', { line: 'CIVIL' }),
    findingFound('sealed', { data: sealed }),
    findingFound('elsewhere', { divisionCode: '370102' }),
    findingFound('unknown', { data: { rule: 'CC-05' } }),
    matterServed('served'),
    matterServed('opinion', { data: { ...matterServed('').data, state: 'OPINION_SUBMITTED' } }),
    matterServed('strange', { type: 'cn.plumbline.strange.thing' }),
    findingFound('last-here'),
    findingFound('last-there', { divisionCode: '370102' }),
    findingFound('last-sealed', { data: sealed }),
    matterServed('last-served'),
  ]);
  const last = {
    chief: 'last-served',
    nowhere: 'last-there',
    executor: 'last-served',
    juvenile: 'last-sealed',
    agency: 'last-served',
  };
  const told = await Promise.all(
    followers.map(async ({ name, own, reader }) => {
      await eventually(() => ids(reader).includes(last[name]));
      await reader.beats(2);
      reader.leave();
      await own.close();
      return [name, ids(reader)] as const;
    }),
  );
  expect(Object.fromEntries(told)).toEqual({
    chief: ['finding', 'civil', 'served', 'opinion', 'last-here', 'last-served'],
    nowhere: ['elsewhere', 'last-there'],
    executor: ['finding', 'served', 'opinion', 'last-here', 'last-served'],
    juvenile: ['sealed', 'last-sealed'],
    agency: ['served', 'last-served'],
  });
  const agency = followers.find(({ name }) => name === 'agency')?.reader.told[0]?.event;
  expect(agency.data).toEqual({ state: 'SERVED', transition: 'T11' });
});

test('a judgment is told where it is executed: to the procuratorate, the police, the corrections agency, and their offices of the place', async () => {
  const judgment = (id: string, extra: Partial<OversightEvent>): OversightEvent => ({
    ...{
      id,
      subject: '(2026)鲁0102刑初1号',
      at: now().toISOString(),
      agencyCode: null,
      divisionCode: '371422101',
      line: 'EXECUTION',
    },
    type: 'cn.plumbline.judgment.effective',
    data: {
      ...{ judgment: 'D1', court: '370102-FY', effectiveDate: '2026-03-02', residence: '371422101' },
      ...{ executingAgency: '371422-SFJ', sealed: false },
    },
    ...extra,
  });
  const delivered = judgment('delivered', {
    type: 'cn.plumbline.judgment.delivered',
    agencyCode: '371422-SFJ',
    data: {
      judgment: 'D1',
      court: '370102-FY',
      effectiveDate: '2026-03-02',
      executingAgency: '371422-SFJ',
      sealed: false,
    },
  });
  const elsewhere = judgment('elsewhere', { divisionCode: '370102001' });
  await hub.outbox.append([
    judgment('effective', {}),
    delivered,
    { ...elsewhere, data: { ...elsewhere.data, executingAgency: '370102-SFJ' } },
  ]);
  const sees = (account: Principal) =>
    hub.telling.see(account, given).map(({ event }) => [event.id, Object.keys(event.data).sort()]);
  const given = await hub.outbox.after(0, 10);
  const resident = { ...chief, roles: ['resident-procurator'] };
  const police = { ...chief, roles: ['police-officer'], agency: '371422-GA', purpose: 'CASE_HANDLING' as const };
  const office = { ...accounts.agency, roles: ['judicial-office-clerk'], division: '371422101' };
  const whole = ['court', 'effectiveDate', 'executingAgency', 'judgment', 'residence', 'sealed'];
  expect({
    resident: sees(resident),
    agency: sees(accounts.agency),
    residentThere: sees({ ...resident, division: '371422102' }),
    office: sees(office),
    officeThere: sees({ ...office, division: '371422102' }),
    otherBureau: sees({ ...accounts.agency, agency: '370102-SFJ', division: '370102' }),
    police: sees(police),
    nowhere: sees({ ...resident, division: '320000' }),
  }).toEqual({
    resident: [
      ['effective', whole],
      ['delivered', ['court', 'effectiveDate', 'executingAgency', 'judgment', 'sealed']],
    ],
    residentThere: [],
    agency: [
      ['effective', whole],
      ['delivered', ['court', 'effectiveDate', 'executingAgency', 'judgment', 'sealed']],
    ],
    office: [
      ['effective', ['effectiveDate', 'judgment']],
      ['delivered', ['effectiveDate', 'judgment']],
    ],
    officeThere: [],
    otherBureau: [['elsewhere', whole]],
    police: [
      ['effective', []],
      ['delivered', []],
    ],
    nowhere: [],
  });
});

test('ids of events say nothing of how many others were not told', async () => {
  const one = await follow(door.url, 'executor');
  await hub.outbox.append([
    matterServed('m1'),
    ...Array.from({ length: 9 }, (_, n) => findingFound(`civil-${n}`, { line: 'CIVIL' })),
    matterServed('m2'),
  ]);
  await one.hears(2);
  one.leave();
  for (const { id } of one.told) expect(id).toMatch(/^[A-Za-z0-9_-]{20,}$/);
});

test('a stream gives a sign of life while nothing happens', async () => {
  const one = await follow(door.url, 'chief');
  await one.beats(3);
  one.leave();
  expect(one.told).toEqual([]);
});

test('a stream ends with the token, and with the hub', async () => {
  const short = await openDoor(hub, accounts, { until: () => new Date(now().getTime() + 30) });
  const one = await follow(short.url, 'chief');
  expect(await one.ended).toBe('ENDED');
  const spent = await openDoor(hub, accounts, { until: () => new Date(now().getTime() - 1) });
  expect(await (await follow(spent.url, 'chief')).ended).toBe('ENDED');
  const long = await openDoor(hub, accounts);
  const another = await follow(long.url, 'chief');
  await long.close();
  expect(await another.ended).toBe('ENDED');
  await Promise.all([short.close(), spent.close()]);
});

test.each([
  ['nobody', undefined, 401, 'UNAUTHENTICATED'],
  ['aimless', undefined, 403, 'PURPOSE_REQUIRED'],
  ['underMatter', undefined, 400, 'BAD_REQUEST'],
  ['chief', 'made-up', 400, 'CURSOR_INVALID'],
])('%s with last event %s is refused', async (account, after, status, code) => {
  const one = await follow(door.url, account, after);
  await one.ended;
  const { errors } = JSON.parse(one.rest()) as { errors: { extensions: { code: string } }[] };
  expect([one.status, errors[0]?.extensions.code]).toEqual([status, code]);
});

test('who comes back after events were trimmed away that they were not told is told so, and begins anew', async () => {
  await hub.outbox.append([matterServed('seen'), matterServed('missed')]);
  const [one, before] = [await follow(door.url, 'chief'), await hub.outbox.last()];
  await hub.outbox.append([matterServed('first'), matterServed('second')]);
  await one.hears(2);
  one.leave();
  const at = (n: number) => one.told[n]?.id;
  expect(await hub.outbox.trim({ before: '2030-01-01T00:00:00Z', most: before + 1 }, [])).toBeGreaterThan(0);
  // The next after the last is there.
  const two = await follow(door.url, 'chief', at(0));
  await two.hears(1);
  two.leave();
  await hub.outbox.append([matterServed('third')]);
  await hub.outbox.trim({ before: '2030-01-01T00:00:00Z', most: 1 }, []);
  const three = await follow(door.url, 'chief', at(0));
  await three.ended;
  expect([three.status, JSON.parse(three.rest()).errors[0].extensions.code]).toEqual([410, 'EVENTS_GONE']);
});

test('an account has so many streams and no more, until one of them ends', async () => {
  const [one, two] = [await follow(door.url, 'chief'), await follow(door.url, 'chief')];
  const third = await follow(door.url, 'chief');
  expect([third.status, third.headers['retry-after']]).toEqual([429, '60']);
  one.leave();
  await eventually(async () => {
    const again = await follow(door.url, 'chief');
    again.leave();
    return again.status === 200;
  });
  two.leave();
});

test('a stream is in the log when it opens, and with what it tells before it tells it', async () => {
  const one = await follow(door.url, 'agency');
  await hub.outbox.append([matterServed('m1')]);
  await one.hears(1);
  one.leave();
  const { records } = await hub.store.auditReader.entries({ first: 10 });
  expect(
    records.map(({ event: { principal, fields, detail } }) => ({ id: principal.id, fields, detail })).reverse(),
  ).toEqual([
    { id: 'clerk-1', fields: {}, detail: { by: 'stream', events: 0 } },
    {
      id: 'clerk-1',
      fields: {
        ALLOW: [
          'MatterStep.transition',
          'SupervisionMatter.agencyCode',
          'SupervisionMatter.jurisdictionDivisionCode',
          'SupervisionMatter.line',
          'SupervisionMatter.matterNumber',
          'SupervisionMatter.state',
        ],
      },
      detail: { by: 'stream', events: 1, from: 1, to: 1 },
    },
  ]);
});

test('a reader that does not read costs nothing but its place, and holds no hub up that closes', async () => {
  const own = await openDoor(hub, accounts);
  const idle = get(own.url, { headers: { authorization: 'chief' }, agent: false }).on('error', () => undefined);
  await once(idle, 'response');
  // Nothing is taken from the connection any more, and what it holds is less than is told.
  idle.socket?.pause();
  const busy = await follow(own.url, 'executor');
  const data = { ...matterServed('').data, document: '号'.repeat(5_000) };
  for (let n = 0; n < 10; n += 1)
    await hub.outbox.append(Array.from({ length: 100 }, (_, m) => matterServed(`m${n}-${m}`, { data })));
  await busy.hears(1_000);
  busy.leave();
  await own.close();
  idle.destroy();
  expect(new Set(ids(busy)).size).toBe(1_000);
});
