// long: one county, changed a few times and looked at in many ways; another would take as long again.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isNewKey } from '../../../demo/later-changes.js';
import { type RunChanges, shareChanges } from '../../../oversight/engine/changes/run-changes.js';
import { reread } from '../../../oversight/engine/reread.js';
import { type EngineParts, resumeRun } from '../../../oversight/engine/run.js';
import type { Lead } from '../../../oversight/engine/ways/lead.js';
import type { ErrorCode } from '../../../schema/errors.js';
import type { OversightAnswer, OversightClient } from '../../../schema/oversight/desk.js';
import type { Store } from '../../../store/open-store.js';
import { seeded } from '../../gateway/execution/random-query.js';
import { agencies } from '../../hub/open-hubs.js';
import {
  type ChangedCounty,
  division,
  type Found,
  openChangedCounty,
  type Setting,
  sinceLast,
} from './changed-county.js';

/** Changed rows, records one and two relations away, of a person, at what they hang on, in registers asked by key; and groups. */
const rules = process.env.COUNTY_RULES?.split(',') ?? [
  ...['AE-04', 'CC-01', 'CC-02', 'CC-03', 'CC-04', 'CC-05', 'CC-08', 'CC-09', 'CC-11', 'CC-13', 'CC-18', 'CC-19'],
  ...['CC-21', 'CV-06', 'EX-02', 'EX-08', 'PO-01', 'PO-02', 'PO-03', 'PO-05', 'PO-07', 'PO-10'],
  ...['CV-01', 'XD-01', 'XD-02', 'XD-03', 'XD-05'],
];

/** As clerks write: other values, and new records. */
const corrections = { share: 0.02, anew: 0.06 };
/** … and what is deleted, void, sealed, unsealed, or somebody else's. */
const removals = { share: 0.01, anew: 0.03, taken: 0.03 };

let changed: ChangedCounty;
let { client, run, after, whole }: Pick<ChangedCounty, 'client' | 'run' | 'after' | 'whole'> = {} as ChangedCounty;

beforeAll(async () => {
  changed = await openChangedCounty(rules);
  await changed.change(11, corrections);
  ({ client, run, after, whole } = changed);
}, 240_000);

afterAll(() => changed?.close());

const reasons = ({ rules: walked }: Awaited<ReturnType<ChangedCounty['run']>>) =>
  Object.fromEntries(walked.flatMap(({ rule, whole: why }) => (why === null ? [] : [[rule, why]])));

/** Findings that a run changed, rule by rule: new ones and those that are no longer so. */
const statuses = (from: readonly Found[], status: string) => from.filter((each) => each.status === status).length;

test('what changed comes to what a walk of everything comes to', async () => {
  let why = {};
  const byChanges = await after(async (store) => {
    why = reasons(await run(store, { since: sinceLast }));
  });
  expect(byChanges).toEqual(whole);
  expect(why).toEqual({});
  const { before, records } = changed;
  expect(statuses(whole, 'NEW') + statuses(whole, 'WITHDRAWN')).toBeGreaterThan(before.length);
  expect(statuses(whole, 'WITHDRAWN')).toBeGreaterThan(2);
  expect([...records.whole].filter((record) => !records.before.has(record) && isNewKey(record))).not.toEqual([]);
}, 120_000);

test('a run that is stopped again and again loses nothing', async () => {
  const stopped = await after(async (store) => {
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
      else if (unfinished !== undefined) await resumeRun(changed.partsOf(store, setting), unfinished, stop.signal);
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
    const byAll = await after(async (store) => {
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
  const byAll = await after(async (store) => {
    why = reasons(await run(store, { since: sinceLast, client: silent }));
  });
  expect(byAll).toEqual(whole);
  expect(why).toEqual({ 'CV-01': 'GROUPS' });
}, 120_000);

test('a record that may be of any group leaves those open, too, that changes touch', async () => {
  const rowsOf = (answer: OversightAnswer) =>
    ((answer.data?.courtCases as { nodes: LoanSuit[] } | null)?.nodes ?? []) as readonly LoanSuit[];
  const listened = async (setting: Setting) => {
    const cases = new Set<string>();
    const listening: OversightClient = {
      ask: async (question) => {
        const answer = await client.ask(question);
        if (question.document.startsWith('query CV01')) for (const row of rowsOf(answer)) cases.add(row.caseNumber);
        return answer;
      },
    };
    await after((store) => run(store, { ...setting, client: listening }));
    return cases;
  };
  const touched = await listened({ since: sinceLast });
  const [stray] = [...(await listened({}))].filter((each) => !touched.has(each));
  const anywhere: OversightClient = {
    ask: async (question) => {
      const answer = await client.ask(question);
      if (question.document.startsWith('query CV01'))
        for (const { caseNumber, parties } of rowsOf(answer))
          if (caseNumber === stray) parties.pageInfo.hasNextPage = true;
      return answer;
    },
  };
  const open = await after((store) => run(store, { client: anywhere }));
  const both = await after(async (store) => {
    await run(store, { client: anywhere });
    await run(store, { client: anywhere, since: { at: changed.written.toISOString() } });
  });
  expect(both).toEqual(open);
  expect(open).not.toEqual(whole);
}, 120_000);

interface LoanSuit {
  readonly caseNumber: string;
  readonly parties: { readonly pageInfo: { hasNextPage: boolean } };
}

test('of a list that one of its sources is missing from no group is decided', async () => {
  const lost = { adapter: 'other-courts', status: 'UNAVAILABLE', asOf: null, fields: ['Query.courtCases'] } as const;
  const lacking: OversightClient = {
    ask: async (question) => {
      const answer = await client.ask(question);
      return question.document.startsWith('query CV01') ? { ...answer, sources: [...answer.sources, lost] } : answer;
    },
  };
  const ofLoans = (found: readonly Found[]) => found.filter(({ rule }) => rule === 'CV-01');
  const left = await after(async (store) => {
    const { rules: walked } = await run(store, { client: lacking });
    expect(walked.find(({ rule }) => rule === 'CV-01')).toMatchObject({ state: 'DONE', hits: 0 });
  });
  expect(ofLoans(left)).toEqual(ofLoans(changed.before));
  expect(ofLoans(left)).not.toEqual(ofLoans(whole));
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
  const later = await after(async (store) => {
    const { findings } = store.oversight;
    const { rules: walked } = await run(store, { since: sinceLast, client: silent });
    expect(walked.find(({ rule }) => rule === 'PO-05')?.indeterminate).toEqual([
      { reason: 'UNAVAILABLE', adapter: 'police-soap', coordinate: 'Query.coerciveMeasures', records: 0 },
    ]);
    const mark = async (id: string) =>
      findings.watermark(id, changed.county.engine.rules.rule(id)?.facts.version ?? '', division);
    expect([await mark('PO-05'), await mark('AE-04')]).toEqual([changed.mark.toISOString(), changed.now.toISOString()]);
    await run(store, { since: sinceLast });
  });
  expect(later).toEqual(whole);
}, 120_000);

test('findings over groups are asked again of their groups alone, and told what a walk of everything tells', async () => {
  const ofGroups = ({ rule, status }: Found) => ['CC-21', 'CV-01', 'XD-01'].includes(rule) && status === 'NEW';
  const documents: string[] = [];
  const listening: OversightClient = {
    ask: (question) => {
      documents.push(question.document);
      return client.ask(question);
    },
  };
  await after(async (store) => {
    const { ground, ...parts } = changed.partsOf(store, { client: listening });
    const open = changed.before.filter(ofGroups);
    const records = await Promise.all(open.map(({ id }) => store.oversight.findings.finding(id)));
    const asking = { ...parts, ground: ground(), division };
    const read = await reread(
      asking,
      records.filter((each) => each !== null),
      new AbortController().signal,
    );
    const stands = new Set(whole.filter(ofGroups).map(({ id }) => id));
    expect(read.map(({ finding, outcome }) => [finding, outcome])).toEqual(
      open.map(({ id }) => [id, stands.has(id) ? 'STANDS' : 'GONE']),
    );
  });
  expect(documents.filter((each) => /^query (CC21|CV01|XD01)/.test(each) && !each.includes('plumblineKey'))).toEqual(
    [],
  );
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
  const isNew = ({ source }: { source: { asOf: string } }) => Date.parse(source.asOf) >= changed.written.getTime();
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
    const missed = await after((store) => run(store, { since: sinceLast, ...mutant(store) }));
    expect(missed).not.toEqual(whole);
  },
  120_000,
);

const isOpen = ({ status }: Found) => status === 'NEW';
const idsOf = (from: readonly Found[]) => new Set(from.map(({ id }) => id));

/** What a run may not do, held against one over everything: find what that does not find, or withdraw what stands. */
function wrongly(made: readonly Found[], { before }: ChangedCounty) {
  const [stands, stood] = [idsOf(whole.filter(isOpen)), idsOf(before.filter(isOpen))];
  return {
    found: made.filter((each) => isOpen(each) && !stands.has(each.id) && !stood.has(each.id)),
    withdrawn: made.filter((each) => !isOpen(each) && stands.has(each.id) && stood.has(each.id)),
  };
}

const away = process.env.OUTAGES === 'all' ? Object.keys(agencies) : ['police'];

test.each(away)(
  'while %s is away nothing is found or withdrawn that is not so, and afterwards everything is',
  async (agency) => {
    const systems = (agencies[agency] ?? []).map((system) => changed.county.demo.country.systems[system]);
    const asking = { since: sinceLast, client: changed.county.parts().client };
    const later = await after(async (store) => {
      for (const system of systems) await system.stop();
      await run(store, asking).finally(async () => {
        for (const system of systems) await system.start();
      });
      const meanwhile = await changed.found(store);
      expect(wrongly(meanwhile, changed)).toEqual({ found: [], withdrawn: [] });
      await changed.county.settled();
      await run(store, asking);
    });
    expect(later).toEqual(whole);
  },
  120_000,
);

/** Further rounds of writing, each after the last, by the seed of each. */
const rounds = Array.from({ length: Number(process.env.PLUMBLINE_ROUNDS ?? 1) }, (_, at) => at + 12);

test.each(rounds)(
  'what is deleted, sealed or somebody else’s takes its findings along, and is no reason to find what a walk of everything does not (%i)',
  async (seed) => {
    const how = seed % 2 === 0 ? removals : corrections;
    await changed.change(seed, how);
    ({ client, whole } = changed);
    const made = await after((store) => run(store, { since: sinceLast }));
    const stood = idsOf(changed.before.filter(isOpen));
    const known = ({ id }: Found) => how === corrections || stood.has(id);
    expect(made.filter(known)).toEqual(whole.filter(known));
    expect(wrongly(made, changed)).toEqual({ found: [], withdrawn: [] });
    if (how === removals) expect(whole.some((each) => stood.has(each.id) && !isOpen(each))).toBe(true);
  },
  120_000,
);
