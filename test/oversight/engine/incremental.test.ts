// long: one county, changed once and looked at in many ways; another would take as long again.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countryIn } from '../../../demo/country-files.js';
import { changeLater, isNewKey } from '../../../demo/later-changes.js';
import type { Lead } from '../../../oversight/engine/lead.js';
import { type EngineParts, resumeRun, runRules } from '../../../oversight/engine/run.js';
import { type RunChanges, shareChanges } from '../../../oversight/engine/run-changes.js';
import type { Since } from '../../../oversight/engine/since.js';
import { bookOf, ownRules, readFolder, readRule } from '../../../oversight/rules/load.js';
import type { RuleBook } from '../../../oversight/rules/rule-book.js';
import type { ErrorCode } from '../../../schema/errors.js';
import type { OversightAnswer, OversightClient } from '../../../schema/oversight/desk.js';
import { openStore, type Store } from '../../../store/open-store.js';
import { seeded } from '../../gateway/execution/random-query.js';
import { type County, countyToday, openCounty } from '../county.js';
import { recorded } from './recorded.js';

/** Changed rows, records one and two relations away, of a person, at what they hang on, in registers asked by key; groups that are asked for, and one that is not. */
const rules = process.env.COUNTY_RULES?.split(',') ?? [
  ...['AE-04', 'CC-01', 'CC-02', 'CC-03', 'CC-04', 'CC-05', 'CC-08', 'CC-09', 'CC-11', 'CC-13', 'CC-18', 'CC-19'],
  ...['CC-21', 'CV-06', 'EX-02', 'EX-08', 'PO-01', 'PO-02', 'PO-03', 'PO-05', 'PO-07', 'PO-10'],
  ...['CV-01', 'XD-01', 'XD-02', 'XD-03', 'XD-05'],
];
const division = '371422';
const morning = Date.parse(`${countyToday}T09:00:00+08:00`);
const [written, noon] = [new Date(morning + 3_600_000), new Date(morning + 3 * 3_600_000)];

let folder: string;
let county: County;
/** The country as it is after agencies wrote, asked once. */
let client: OversightClient;
let book: RuleBook;
let whole: readonly Found[];

interface Found {
  readonly id: string;
  readonly rule: string;
  readonly status: string;
  readonly text_zh: string;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-incremental-'));
  county = await openCounty({ rules, scale: 0.02 });
  await county.settled();
  book = inSmallGroups(county.parts());
  await within('before', new Date(morning), (store) =>
    run(store, { now: new Date(morning), client: county.parts().client }),
  );
  const stoodOn = await within('before', noon, recordsOf);
  const keys = new Set([...stoodOn].filter((_record, at) => at % 3 === 0));
  const changes = { at: written, random: seeded(7), share: 0.02, keys, anew: 0.06 };
  await changeLater(countryIn(county.demo.files.folder).folder, changes);
  client = recorded(county.parts().client);
  whole = await after('whole', (store) => run(store, {}));
}, 240_000);

afterAll(async () => {
  await county?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function within<T>(name: string, now: Date, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({
    ...{ url: `file:${join(folder, name)}`, clock: () => now, chain: 'engine', digest: 'sha256' },
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** What a run at noon makes of the morning's books. */
async function after(name: string, work: (store: Store) => Promise<unknown>): Promise<readonly Found[]> {
  for (const end of ['', '-wal', '-shm'])
    if (existsSync(join(folder, `before${end}`))) cpSync(join(folder, `before${end}`), join(folder, `${name}${end}`));
  return within(name, noon, async (store) => {
    await work(store);
    return found(store);
  });
}

interface Setting extends Partial<EngineParts> {
  readonly now?: Date;
  readonly since?: Since;
  readonly signal?: AbortSignal;
}

const partsOf = (store: Store, { now = noon, ...more }: Setting): EngineParts => ({
  ...county.parts(),
  // The county is so small that everything would be asked for.
  ...{ client, rules: book, clock: () => now, changesOf: shareChanges(), rowsAQuestion: 0 },
  ...{ book: store.oversight.findings, ...more },
});

/** The rules, of which those over groups find few rows, too: who is in a group, and who is no longer, shows in what is found. */
function inSmallGroups({ rules: { rules: all }, ground }: EngineParts): RuleBook {
  return bookOf(
    all.map((rule) => {
      const [texts] = rule.groups === null ? [] : readFolder(join(ownRules, rule.facts.id), []);
      if (texts === undefined) return rule;
      const small = fewer.reduce((text, [of, by]) => text.replaceAll(of, by), texts.rule);
      return readRule({ ...texts, rule: small }, ground(), [])?.rule ?? rule;
    }),
  );
}

const fewer = [
  ['values: [{ value: 10 }]', 'values: [{ value: 1 }]'],
  ['values: [{ value: 60 }]', 'values: [{ value: 0 }]'],
  ['values: [{ value: 5 }]', 'values: [{ value: 2 }]'],
  ['when: size(pensions) > 0 || size(subsidies) > 0', 'when: group.size > 1'],
] as const;

const run = (store: Store, { since, signal = new AbortController().signal, ...setting }: Setting) =>
  runRules(partsOf(store, setting), {
    ...{ division, today: countyToday, signal },
    ...(since === undefined ? {} : { since }),
  });

async function found({ database }: Store): Promise<readonly Found[]> {
  const sql = 'SELECT id, rule, status, text_zh FROM oversight_finding ORDER BY id';
  return (await database.query({ sql, params: [] })).map((row) => ({ ...row }) as unknown as Found);
}

/** Keys of the records that findings stand on. */
async function recordsOf({ database }: Store): Promise<ReadonlySet<string>> {
  const sql = 'SELECT DISTINCT record_id FROM oversight_evidence ORDER BY record_id';
  return new Set((await database.query({ sql, params: [] })).map((row) => String(row.record_id)));
}

const sinceLast: Since = { overlapMs: 0 };
const reasons = ({ rules: walked }: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(walked.flatMap(({ rule, whole: why }) => (why === null ? [] : [[rule, why]])));

/** Findings that a run changed, rule by rule: new ones and those that are no longer so. */
const statuses = (from: readonly Found[], status: string) => from.filter((each) => each.status === status).length;

test('what changed comes to what a walk of everything comes to', async () => {
  let why = {};
  const byChanges = await after('changes', async (store) => {
    why = reasons(await run(store, { since: sinceLast }));
  });
  expect(byChanges).toEqual(whole);
  expect(why).toEqual({ 'CC-21': 'GROUPS' });
  const before = await within('before', noon, found);
  expect(statuses(whole, 'NEW') + statuses(whole, 'WITHDRAWN')).toBeGreaterThan(before.length);
  expect(statuses(whole, 'WITHDRAWN')).toBeGreaterThan(2);
  const [earlier, later] = [await within('before', noon, recordsOf), await within('whole', noon, recordsOf)];
  expect([...later].filter((record) => !earlier.has(record) && isNewKey(record))).not.toEqual([]);
}, 120_000);

test('a run that is stopped again and again loses nothing', async () => {
  const stopped = await after('stopped', async (store) => {
    const random = seeded(3);
    let left = 0;
    let stop = new AbortController();
    const stopping: OversightClient = {
      ask: (question) => {
        left -= 1;
        if (left === 0) stop.abort();
        return client.ask(question);
      },
    };
    const setting = { since: sinceLast, client: stopping, newId: () => 'run' };
    for (let lives = 0; lives < 40; lives += 1) {
      [left, stop] = [lives === 39 ? 0 : 1 + Math.floor(random() * 12), new AbortController()];
      const [unfinished] = await store.oversight.findings.unfinishedRuns();
      if (lives === 0) await run(store, { ...setting, signal: stop.signal });
      else if (unfinished !== undefined) await resumeRun(partsOf(store, setting), unfinished, stop.signal);
    }
    expect((await store.oversight.findings.run('run'))?.state).toBe('DONE');
  });
  expect(stopped).toEqual(whole);
}, 120_000);

test.each<readonly [string, ErrorCode, RegExp, readonly string[]]>([
  [
    'cannot say what changed, the rules that need it walk their whole lists',
    ...(['BAD_USER_INPUT', /coerciveMeasures\((first: 1, )?changedSince/] as const),
    ['CC-01', 'CC-02', 'CC-04', 'CC-18', 'PO-02', 'PO-05', 'PO-07'],
  ],
  [
    'answers by key alone, rows are asked what changed of theirs, and lists of its own are walked whole',
    ...(['BOUND_EXCEEDED', /coerciveMeasures\(changedSince/] as const),
    ['PO-05', 'PO-07'],
  ],
])(
  'where a source %s',
  async (_how, code, asked, expected) => {
    let why: Readonly<Record<string, string>> = {};
    const mute: OversightClient = {
      ask: async (question) =>
        asked.test(question.document)
          ? { data: null, errors: [{ code, path: [] }], sources: [], access: [] }
          : client.ask(question),
    };
    const byAll = await after('mute', async (store) => {
      why = reasons(await run(store, { since: sinceLast, client: mute }));
    });
    expect(byAll).toEqual(whole);
    expect(Object.keys(why).filter((rule) => why[rule] === 'NO_CHANGES')).toEqual(expected);
  },
  120_000,
);

test('where a source does not tell who else is in a group, the whole list is walked', async () => {
  const silent: OversightClient = {
    ask: async (question) => {
      const answer = await client.ask(question);
      const isAsked = /^query Changes.* parties\(filter: \{ person/s.test(question.document);
      const source = {
        adapter: 'judgments-sql',
        status: 'UNAVAILABLE',
        asOf: null,
        fields: ['Query.parties'],
      } as const;
      return isAsked ? { ...answer, sources: [source] } : answer;
    },
  };
  let why = {};
  const byAll = await after('untold', async (store) => {
    why = reasons(await run(store, { since: sinceLast, client: silent }));
  });
  expect(byAll).toEqual(whole);
  expect(why).toEqual({ 'CC-21': 'GROUPS', 'CV-01': 'GROUPS' });
}, 120_000);

test('a source that does not answer leaves its rules behind: they are looked at from where they were the next time', async () => {
  const silent: OversightClient = {
    ask: async (question) => {
      const given = await client.ask(question);
      const isAsked = question.document.includes('coerciveMeasures(changedSince');
      const source = {
        adapter: 'police-soap',
        status: 'UNAVAILABLE',
        asOf: null,
        fields: ['Query.coerciveMeasures'],
      } as const;
      const errors = [{ code: 'SOURCE_UNAVAILABLE', path: ['coerciveMeasures'] }];
      return isAsked ? { ...given, data: { coerciveMeasures: null }, errors, sources: [source] } : given;
    },
  };
  const later = await after('silent', async (store) => {
    const { findings } = store.oversight;
    const { rules: walked } = await run(store, { since: sinceLast, client: silent });
    expect(walked.find(({ rule }) => rule === 'PO-05')?.indeterminate).toEqual([
      { reason: 'UNAVAILABLE', adapter: 'police-soap', coordinate: 'Query.coerciveMeasures', records: 0 },
    ]);
    const mark = async (id: string) =>
      findings.watermark(id, county.engine.rules.rule(id)?.facts.version ?? '', division);
    expect([await mark('PO-05'), await mark('AE-04')]).toEqual([new Date(morning).toISOString(), noon.toISOString()]);
    await run(store, { since: sinceLast });
  });
  expect(later).toEqual(whole);
}, 120_000);

type Mutant = (store: Store) => Partial<EngineParts>;

const changing =
  (wrong: (opened: RunChanges) => Partial<RunChanges>): Mutant =>
  () => {
    const share = shareChanges();
    return {
      changesOf: (parts, of) => {
        const opened = share(parts, of);
        return { ...opened, ...wrong(opened) };
      },
    };
  };

/** Whether people lead anywhere on the way. */
const isByPeople = ({ steps, of }: Lead): boolean =>
  steps.some(({ target }) => target === 'Person') || (of.kind === 'LED' && isByPeople(of.lead));

type Asked = Parameters<OversightClient['ask']>[0];
const isOfGroups = ({ document }: Asked) => /^query (CV|XD)01\b.*plumblineKey/s.test(document);
const same = (answer: OversightAnswer) => answer;

function changedAlone(answer: OversightAnswer): OversightAnswer {
  const isNew = ({ source }: { source: { asOf: string } }) => Date.parse(source.asOf) >= written.getTime();
  const data = Object.entries(answer.data ?? {}).map(([list, page]) => {
    const { nodes, ...rest } = page as { readonly nodes: { source: { asOf: string } }[] };
    return [list, { ...rest, nodes: nodes.filter(isNew) }];
  });
  return { ...answer, data: Object.fromEntries(data) };
}

test.each<readonly [string, Mutant]>([
  ['that looks at changed rows alone', changing(() => ({ leadsOf: () => ({ leads: [], probed: [], lost: [] }) }))],
  [
    'that looks at related records alone',
    changing(({ changes }) => ({
      changes: { ...changes, countIn: async () => ({ records: 0, lost: null, silent: [] }) },
    })),
  ],
  [
    'that asks for other pairs than what changed is of',
    changing(({ changes }) => ({
      changes: {
        ...changes,
        valuesOf: async (lead, signal) => {
          const told = await changes.valuesOf(lead, signal);
          return { ...told, beside: new Map([...told.beside].map(([value]) => [value, new Set(['none'])])) };
        },
      },
    })),
  ],
  [
    'that is led back by no person',
    changing(({ leadsOf }) => ({
      leadsOf: (rule) => {
        const led = leadsOf(rule);
        return { ...led, leads: led.leads.filter(({ lead }) => !isByPeople(lead)) };
      },
    })),
  ],
  [
    'that looks at rows of a group that changed, and not at who else is in it',
    () => ({
      client: { ask: async (question) => (isOfGroups(question) ? changedAlone : same)(await client.ask(question)) },
    }),
  ],
  [
    'that asks for no open finding again',
    (store) => ({ book: { ...store.oversight.findings, openFindings: async () => [] } }),
  ],
])(
  'an engine %s is told from one that looks at everything',
  async (_how, mutant) => {
    const missed = await after('mutant', (store) => run(store, { since: sinceLast, ...mutant(store) }));
    expect(missed).not.toEqual(whole);
  },
  120_000,
);
