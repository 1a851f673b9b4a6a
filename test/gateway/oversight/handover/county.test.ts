import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createOversightClient } from '../../../../gateway/oversight/client.js';
import { readEffective } from '../../../../gateway/oversight/handover/effective-judgments.js';
import { handoverShape } from '../../../../gateway/oversight/handover/handover-config.js';
import {
  followRulings,
  type OutsideRuling,
  readRulings,
} from '../../../../gateway/oversight/handover/outside-rulings.js';
import { watchJudgments } from '../../../../gateway/oversight/handover/watch-judgments.js';
import { createLog } from '../../../../gateway/server/log.js';
import type { OversightClient } from '../../../../schema/oversight/desk.js';
import type { Principal } from '../../../../schema/principal.js';
import { principalNamed } from '../../../hub/principals.js';
import { type County, openCounty } from '../../../oversight/county.js';
import { eventually } from '../webhooks/deliveries.js';

let county: County;
let client: OversightClient;

beforeAll(async () => {
  county = await openCounty({ rules: ['CC-05'], scale: 0.1 });
  await county.settled();
  client = clientOf(principalNamed('oversight-engine', 'SUPERVISION'));
}, 120_000);
afterAll(() => county?.close());

const clientOf = (principal: Principal): OversightClient =>
  createOversightClient({
    ...{ apiSchema: county.hub.apiSchema, answer: county.hub.answer, newId: randomUUID },
    principal,
  });

const lately = { from: '2025-11-01', to: '2026-11-02' };

async function communityJudgments(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const page of readEffective(client, lately, AbortSignal.timeout(60_000)))
    for (const { documentId, sentences } of page)
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
});

test('parole and service outside prison are found where they are decided, one level up, and by the sentences that they change', async () => {
  const ever = { from: '2000-01-01', to: '2026-11-02' };
  const city = clientOf({ ...principalNamed('oversight-engine', 'SUPERVISION'), division: '371400' });
  const kindsOf = async (rulings: AsyncIterable<readonly OutsideRuling[]>) => {
    const kinds = new Set<string>();
    for await (const page of rulings) for (const { kind } of page) kinds.add(kind);
    return [...kinds];
  };
  const signal = AbortSignal.timeout(60_000);
  expect(await kindsOf(readRulings(city, ever, signal))).toEqual(['PAROLE', 'OUTSIDE_PRISON']);
  expect(await kindsOf(readRulings(client, ever, signal))).toEqual([]);
  expect(await kindsOf(followRulings(client, ever, signal))).toContain('OUTSIDE_PRISON');
});

test('courts that do not answer are asked again, and the operator is told', async () => {
  const logged: string[] = [];
  let isDown = true;
  const unsure: OversightClient = {
    ask: async (question) =>
      isDown ? { data: { page: null }, errors: [], sources: [], access: [] } : client.ask(question),
  };
  const watching = watch(unsure, 'four', logged);
  await eventually(() => watching.warning() !== null);
  expect(watching.warning()).toMatch(/^judgments are not handed over since \S+: SOURCE_UNAVAILABLE$/);
  isDown = false;
  await eventually(() => watching.warning() === null);
  await watching.close();
  expect(logged.length).toBe(1);
});
