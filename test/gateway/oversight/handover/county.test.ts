import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient, type InValue } from '@libsql/client';
import { createOversightClient, pageMs } from '../../../../gateway/oversight/client.js';
import { createTelling } from '../../../../gateway/oversight/events/telling.js';
import { readEffective, type TakingEffect } from '../../../../gateway/oversight/handover/effective-judgments.js';
import { handoverShape } from '../../../../gateway/oversight/handover/handover-config.js';
import { followRulings, type OutsideRuling } from '../../../../gateway/oversight/handover/outside-rulings.js';
import { watchJudgments } from '../../../../gateway/oversight/handover/watch-judgments.js';
import { openTelling } from '../../../../gateway/oversight/open-telling.js';
import { createLog } from '../../../../gateway/server/log.js';
import type { OversightClient } from '../../../../schema/oversight/desk.js';
import type { Principal } from '../../../../schema/principal.js';
import { eventually } from '../../../eventually.js';
import { principalNamed } from '../../../hub/principals.js';
import { type County, openCounty } from '../../../oversight/county.js';
import { configOf } from '../webhooks/deliveries.js';
import { openReceiver } from '../webhooks/receiver.js';

let county: County;
let client: OversightClient;

beforeAll(async () => {
  county = await openCounty({ rules: ['CC-05'], scale: 0.1 });
  await county.settled();
  client = clientOf(principalNamed('oversight-engine', 'SUPERVISION'));
}, 120_000);
afterAll(() => county?.close());

const clientOf = (principal: Principal): OversightClient =>
  createOversightClient({ ask: county.hub.ask, newId: randomUUID, withinMs: pageMs, principal });

const lately = { from: '2025-11-01', to: '2026-11-02' };

async function communityJudgments(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const page of readEffective(client, lately, AbortSignal.timeout(60_000)))
    for (const { documentId, sentences } of page.judgments)
      if (sentences?.nodes?.some((each) => each.probationDeclared || each.principalPenalty === 'PUBLIC_SURVEILLANCE'))
        found.add(documentId);
  return found;
}

function watch(by: OversightClient, holder: string, logged: string[] = []) {
  const { outbox } = county.beside.oversight;
  return watchJudgments({
    config: handoverShape.parse({ wholeDays: 366, everyMs: 1_000 }),
    client: by,
    outbox,
    holder,
    clock: county.hub.clock,
    log: createLog('info', { write: (line) => void logged.push(line) }),
  });
}

const isIn = (division: string, { divisionCode }: { readonly divisionCode: string | null }) =>
  divisionCode?.startsWith(division) === true;

const handed = async () =>
  (await county.beside.oversight.outbox.after(0, 10_000)).filter(({ event }) =>
    event.type.startsWith('cn.plumbline.judgment.'),
  );

test('a county’s judgments reach where they are executed, each once, and no event names a person', async () => {
  const expected = await communityJudgments();
  expect(expected.size).toBeGreaterThan(0);
  const told = async () => new Set((await handed()).map(({ event }) => event.data.judgment));
  const [one, two] = [watch(client, 'one'), watch(client, 'two')];
  await eventually(async () => (await told()).size === expected.size);
  await Promise.all([one.close(), two.close()]);
  const before = await handed();
  expect(await told()).toEqual(expected);
  // Another process looks at the same days, and has nothing to add.
  let looks = 0;
  const counting: OversightClient = {
    ask: (question) => {
      looks += 1;
      return client.ask(question);
    },
  };
  const again = watch(counting, 'three');
  await eventually(() => looks > 0);
  await again.close();
  expect(await handed()).toEqual(before);
  const members = new Set(before.flatMap(({ event }) => Object.keys(event.data)));
  expect([...members].sort()).toEqual(['court', 'effectiveDate', 'executingAgency', 'judgment', 'residence', 'sealed']);
  expect(before.every(({ event: { divisionCode } }) => /^\d{6,12}$/.test(divisionCode ?? ''))).toBe(true);
  // Four organs at once, and of their offices that of the place (domain 1.1, 6 and 7).
  const { hub } = county;
  const telling = createTelling({ policies: hub.policies, recording: hub.telling.recording, clock: hub.clock });
  const office = principalNamed('judicial-office-clerk', 'CORRECTION_MANAGEMENT');
  const ofCounty = before.filter(({ event }) => event.type.endsWith('.effective') && isIn('371422', event));
  const ofPlace = ofCounty.filter(({ event }) => isIn(office.division, event));
  const seenBy = (principal: Principal) => telling.see(principal, ofCounty).map(({ place }) => place);
  const places = (events: typeof before) => events.map(({ place }) => place);
  expect(ofPlace.length).toBeGreaterThan(0);
  expect(ofPlace.length).toBeLessThan(ofCounty.length);
  for (const [role, purpose] of [
    ['prosecutor', 'SUPERVISION'],
    ['police-officer', 'CASE_HANDLING'],
    ['corrections-officer', 'CORRECTION_MANAGEMENT'],
  ] as const)
    expect(seenBy(principalNamed(role, purpose))).toEqual(places(ofCounty));
  const resident = { ...principalNamed('resident-procurator', 'SUPERVISION'), division: office.division };
  for (const one of [office, resident]) expect(seenBy(one)).toEqual(places(ofPlace));
});

test('parole and service outside prison are found where they are decided, one level up, and by the sentences that they change', async () => {
  const ever = { from: '2000-01-01', to: '2026-11-02' };
  const city = clientOf({ ...principalNamed('oversight-engine', 'SUPERVISION'), division: '371400' });
  const kindsOf = async (pages: AsyncIterable<readonly OutsideRuling[] | TakingEffect>) => {
    const kinds = new Set<string>();
    for await (const page of pages) for (const { kind } of 'rulings' in page ? page.rulings : page) kinds.add(kind);
    return [...kinds];
  };
  const signal = AbortSignal.timeout(60_000);
  expect(await kindsOf(readEffective(city, ever, signal))).toEqual(['PAROLE', 'OUTSIDE_PRISON']);
  expect(await kindsOf(readEffective(client, ever, signal))).toEqual([]);
  expect(await kindsOf(followRulings(client, ever, signal))).toContain('OUTSIDE_PRISON');
  // What a sentence led to and could not be read is not taken for nothing.
  const silent: OversightClient = {
    ask: async () => ({
      data: {
        sentences: { nodes: [{ PAROLE: { nodes: [] }, OUTSIDE_PRISON: null }], pageInfo: { hasNextPage: false } },
      },
      ...{ errors: [], sources: [], access: [] },
    }),
  };
  await expect(kindsOf(followRulings(silent, ever, signal))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
});

/** A judgment with probation takes effect in the court's own system: as another one did, under numbers of its own. */
async function takeEffect(day: string): Promise<string> {
  const system = createClient({ url: `file:${county.demo.country.connection.judgments.file}` });
  const documentId = `WSLATE${day}`;
  const set: Readonly<Record<string, string>> = {
    ...{ AH: '(2026)鲁1422刑初9999号', WSBH: documentId, SXRQ: day, GXSJ: `${day} 09:00:00`, SFYX: '1', SFFC: '0' },
  };
  try {
    const found = await system.execute(`SELECT WSBH FROM T_XS_XF JOIN T_SP_CPWS USING (WSBH)
      WHERE SFHX = '1' AND T_SP_CPWS.XZQH = '371422' AND T_XS_XF.SFFC = '0' AND T_SP_CPWS.SFFC = '0' LIMIT 1`);
    for (const table of ['T_SP_CPWS', 'T_XS_XF']) {
      const of = await system.execute({
        sql: `SELECT * FROM ${table} WHERE WSBH = ? LIMIT 1`,
        args: [String(found.rows[0]?.WSBH)],
      });
      const { ID: id, ...row } = of.rows[0] as Record<string, InValue>;
      const written: Record<string, InValue> = { ...row, ID: `${String(id)}X` };
      for (const column of of.columns) if (set[column] !== undefined) written[column] = set[column];
      const columns = Object.keys(written);
      const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
      await system.execute({ sql, args: Object.values(written) });
    }
  } finally {
    system.close();
  }
  return documentId;
}

/** `HANDOVER_EVERY_MS=15000` waits as a hub does by default, and says how long each way took. */
const everyMs = process.env.HANDOVER_EVERY_MS;

test('a judgment that takes effect is seen by whoever asks, delivered and streamed, by itself', async () => {
  const { hub } = county;
  const receiver = await openReceiver(hub.clock);
  const telling = openTelling(
    {
      ...{ source: 'urn:plumbline:ningjin', eventsKeptDays: 90, receivers: [configOf(receiver.url)] },
      handover: handoverShape.parse({ everyMs: Number(everyMs ?? 1_000) }),
    },
    { ...hub.telling, policies: hub.policies, seals: hub.seals, clock: hub.clock },
    createLog('silent', { write: () => undefined }),
  );
  const principal = principalNamed('deputy-chief-procurator', 'SUPERVISION');
  const leaving = new AbortController();
  const until = new Date(hub.clock().getTime() + 600_000);
  const following = { principal, requestId: 'follower', after: undefined, until, signal: leaving.signal };
  const stream = await telling.streams.follow(following);
  const started = performance.now();
  const id = await takeEffect('2026-11-02');
  const tookMs: Record<string, number> = {};
  const took = (way: string) => {
    tookMs[way] = Math.round(performance.now() - started);
  };
  const delivered = eventually(() => receiver.arrivals.some(({ event }) => event.data.judgment === id)).then(() =>
    took('delivered'),
  );
  const streamed = (async () => {
    for await (const text of stream) if (text.includes(id)) break;
    took('streamed');
  })();
  const question = 'query ($id: ID!) { judgment(documentId: $id) { effectiveDate } }';
  const ask = clientOf(principal).ask({ document: question, variables: { id }, signal: leaving.signal });
  expect((await ask).data).toEqual({ judgment: { effectiveDate: '2026-11-02' } });
  took('seen');
  await Promise.all([delivered, streamed]);
  const [told] = receiver.arrivals.filter(({ event }) => event.data.judgment === id);
  expect(told?.event).toMatchObject({
    ...{ type: 'cn.plumbline.judgment.effective', subject: '(2026)鲁1422刑初9999号' },
    division: expect.stringMatching(/^371422/),
  });
  if (everyMs !== undefined) console.info('milliseconds after the court entered it:', tookMs);
  leaving.abort();
  await telling.close();
  await receiver.close();
}, 120_000);

test('courts that do not answer are asked again, and the operator is told', async () => {
  const logged: string[] = [];
  let isDown = true;
  const unsure: OversightClient = {
    ask: async (question) =>
      isDown ? { data: { judgments: null }, errors: [], sources: [], access: [] } : client.ask(question),
  };
  const watching = watch(unsure, 'four', logged);
  await eventually(() => watching.warning() !== null);
  expect(watching.warning()).toMatch(/^judgments are not handed over since \S+: SOURCE_UNAVAILABLE$/);
  isDown = false;
  await eventually(() => watching.warning() === null);
  await watching.close();
  expect(logged.length).toBe(1);
});
