// long: one hub, every account, purpose, field and path.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { citizenIdOf } from '../../demo/lives/check-digits.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { columnCanary } from '../../demo/lives/traps/canary.js';
import { type DemoPerson, demoPeople, demoPersonNamed } from '../../demo/people.js';
import { openRulebook } from '../../gateway/policies/rulebook.js';
import type { Access } from '../../schema/access.js';
import { type Purpose, purposes } from '../../schema/purpose.js';
import { at } from './answers.js';
import { askAround } from './around.js';
import { callsOf, columnsBeyond, columnsMet, columnsOfCoordinate, forgetCalls } from './column-check.js';
import type { GraphqlAnswer } from './hub-client.js';
import {
  countQuestions,
  entityQuestions,
  fieldQuestion,
  listQuestions,
  type MatrixQuestion,
  oneQuestions,
  paths,
  personOutline,
  personQuestion,
  personRelationQuestions,
  relationQuestions,
  rootsOf,
} from './matrix-questions.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';
import { principalNamed, today } from './principals.js';
import { readable } from './readable.js';
import { keyValues, mayMeet, sprung, trapPersons } from './trap-watch.js';

// Least read over the whole matrix: every account, purpose, field and path. Many processes have every path (a subgraph can
// be reached around its gateway), and each way of seeing asks every fifth question, beginning with another one than the way before
// it; PLUMBLINE_FORMS=all asks everything of everybody, and of one process as well.
const isWhole = process.env.PLUMBLINE_FORMS === 'all';
const asked = isWhole ? forms : (['many processes'] as const);

/** A citizen id that nobody in the country has. */
const nobodysId = citizenIdOf('37142219000101001');

/** One question in so many is asked by each way of seeing. */
const share = isWhole ? 1 : 5;

/** What a question may be answered besides an answer. */
const refusals: ReadonlySet<string> = new Set([
  'FIELD_DENIED',
  'PURPOSE_REQUIRED',
  'BOUND_EXCEEDED',
  'BAD_USER_INPUT',
  'MATTER_NOT_OPEN',
]);
/** Denied fields that are asked for alone, for each account and purpose. */
const samples = 4;

interface Witness {
  readonly problems: string[];
  readonly questions: Record<string, number>;
  /** Answers that had something in them, by path. */
  readonly answered: Record<string, number>;
  columns: number;
}

const standingOf = ({ name: _, account: __, title: ___, ...standing }: DemoPerson) => JSON.stringify(standing);

/** One account of those that differ by nothing but their name: a lawyer’s is the client’s. */
const standings = demoPeople
  .filter((one, place) => place === demoPeople.findIndex((other) => standingOf(other) === standingOf(one)))
  .map(({ name }) => name);

describe.each(asked)('%s', (form) => {
  let hub: OpenedHub;
  beforeAll(async () => {
    // Few rows a table, and no measure of the execution court's patience: columns are what is counted.
    hub = await openDemoHub(form, { callsPerSecond: 10_000 });
  }, 180_000);
  afterAll(() => hub?.close());

  const accessOf = (name: string, purpose: Purpose, rules = hub.policies.current()) =>
    rules.compiler.compile(principalNamed(name, purpose), today);
  const declarable = (name: string) => {
    const { role } = demoPersonNamed(name);
    return purposes.filter((purpose) => hub.policies.current().mayDeclare([role], purpose));
  };

  async function put(name: string, purpose: Purpose, { document, variables, subgraph }: MatrixQuestion) {
    forgetCalls(hub);
    hub.log.length = 0;
    const reply = subgraph
      ? await askAround(hub, subgraph, { query: document, variables }, principalNamed(name, purpose))
      : await hub.ask(document, { as: name, purpose, variables });
    return { text: reply.text, body: reply.body as GraphqlAnswer, calls: callsOf(hub), log: hub.log.join('\n') };
  }

  /** Asks, and notes what was read beyond what the access says may be, and whatever got out that should not. */
  async function watch(name: string, purpose: Purpose, access: Access, question: MatrixQuestion, witness: Witness) {
    const { text, body, calls, log } = await put(name, purpose, question);
    const where = `${name} ${purpose} ${question.path} ${question.about}`;
    const faults = (body.errors ?? []).map(({ message, extensions }) => `${extensions?.code ?? ''} ${message}`);
    const wrong = faults.find((fault) => !refusals.has(fault.split(' ')[0] ?? '') && !isUnheld(fault));
    if (wrong !== undefined) witness.problems.push(`${where}: ${wrong}`);
    const beyond = columnsBeyond(calls, readable(question.document, access, hub.catalog));
    if (beyond.length > 0) witness.problems.push(`${where}: read ${beyond.join(' ')}`);
    // What the caller said himself is no news to him.
    const echoed = question.path === 'entities' ? JSON.stringify(question.variables) : question.document;
    for (const trap of new Set([...sprung(name, text, echoed), ...sprung(name, log)]))
      witness.problems.push(`${where}: sprang ${trap}`);
    if (log.includes(samplePerson.citizenId)) witness.problems.push(`${where}: logged a citizen id`);
    witness.questions[question.path] = (witness.questions[question.path] ?? 0) + 1;
    if (/"(nodes":\[\{|source":\{|total":\d)/.test(text) || hasValue(body.data))
      witness.answered[question.path] = (witness.answered[question.path] ?? 0) + 1;
    witness.columns += calls.reduce((sum, { columns }) => sum + columns.length, 0);
  }

  function questionsOf(access: Access): readonly MatrixQuestion[] {
    const { catalog, seals } = hub;
    const everybody = [samplePerson.citizenId, ...trapPersons.values()];
    const tokens = everybody.map((citizenId) => seals.sealPerson({ kind: 'citizen', citizenId }));
    // Who lives in the county is no secret to those who work there; what hangs on them is.
    const strangers = ['other-territory', 'excluded'] as const;
    const own = [samplePerson.citizenId, ...strangers.map((kind) => trapPersons.get(kind) ?? '')];
    const ownTokens = tokens.filter((_token, index) => own.includes(everybody[index] ?? ''));
    return [
      ...listQuestions(catalog, access, keyValues),
      ...oneQuestions(catalog, keyValues),
      personQuestion(catalog, own),
      ...personRelationQuestions(catalog, samplePerson.citizenId),
      ...relationQuestions(catalog, access),
      ...countQuestions(catalog, access),
      ...entityQuestions(catalog, [...hub.subgraphs.keys()], keyValues, ownTokens),
    ];
  }

  const watched = new Set<string>();

  /** Nothing hangs on who is trapped, as far as the account can tell. */
  async function watchOutlines(name: string, purpose: Purpose, witness: Witness) {
    for (const [kind, citizenId] of trapPersons) {
      const { text } = await put(name, purpose, personOutline(hub.catalog, citizenId));
      const found = text.match(/"\w+":\{"(totalCount":[1-9]|exists":true)/g) ?? [];
      // That somebody of another county is under correction is said to whoever may ask; of a juvenile it is not.
      const isTold = kind === 'other-territory' ? found.filter((each) => !each.includes('exists')) : found;
      if (!mayMeet(name, kind) && isTold.length > 0)
        witness.problems.push(`${name} ${purpose} outline: sprang ${kind} by ${isTold.join(' ')}`);
    }
  }

  test.each(standings)(
    '%s reads for no purpose, by no path, a column beyond the question’s, and springs no trap',
    async (name) => {
      const witness: Witness = { problems: [], questions: {}, answered: {}, columns: 0 };
      for (const purpose of declarable(name)) {
        const access = accessOf(name, purpose);
        // Who may see the same, rows included, is asked once.
        if (watched.has(access.shape)) continue;
        watched.add(access.shape);
        await watchOutlines(name, purpose, witness);
        const questions = questionsOf(access).filter((_, place) => place % share === watched.size % share);
        for (const question of questions) await watch(name, purpose, access, question, witness);
      }
      expect(witness.problems).toEqual([]);
      tally(witness);
    },
    120_000,
  );

  const total: Witness = { problems: [], questions: {}, answered: {}, columns: 0 };
  function tally({ questions, answered, columns }: Witness): void {
    for (const path of paths) {
      total.questions[path] = (total.questions[path] ?? 0) + (questions[path] ?? 0);
      total.answered[path] = (total.answered[path] ?? 0) + (answered[path] ?? 0);
    }
    total.columns += columns;
  }

  test('a field that is denied has its column read by nobody who asks for it alone', async () => {
    const found: string[] = [];
    for (const [index, { name }] of demoPeople.entries())
      for (const purpose of declarable(name)) {
        const access = accessOf(name, purpose);
        for (const [root, type, field] of deniedOf(access, index)) {
          const { body, calls, text } = await put(name, purpose, fieldQuestion(root, field));
          const nothing = readable('{ __typename }', access, hub.catalog);
          // The rows alone: whose they are is read for the log, also for whoever may not know it.
          const rows = readable(`{ ${root} { nodes { __typename } } }`, access, hub.catalog);
          const readings = new Map([...nothing, ...rows]);
          const met = columnsMet(hub.catalog, `${type}.${field}`, calls, readings);
          const codes = (body.errors ?? []).map(({ extensions }) => extensions.code);
          if (met.length > 0 || !codes.includes('FIELD_DENIED'))
            found.push(`${name} ${purpose} ${type}.${field} ${met.join(' ')} ${text.slice(0, 200)}`);
        }
      }
    expect(found).toEqual([]);
  }, 60_000);

  function deniedOf(access: Access, from: number): readonly (readonly [string, string, string])[] {
    const denied = rootsOf(hub.catalog, 'list').flatMap(({ name, target }) =>
      [...(hub.catalog.types.get(target)?.fields.values() ?? [])].flatMap(({ name: field, shape, type }) => {
        const isPlain = shape.kind === 'value' && !hub.catalog.types.has(type);
        const isBound = columnsOfCoordinate(hub.catalog, `${target}.${field}`).length > 0;
        return isPlain && isBound && access.decide(target, field).effect === 'DENY'
          ? [[name, target, field] as const]
          : [];
      }),
    );
    const step = Math.max(1, Math.floor(denied.length / samples));
    return denied.filter((_each, index) => index % step === from % step).slice(0, samples);
  }

  test('an account asks for no purpose but those of its role', async () => {
    for (const { name } of demoPeople) {
      const open = new Set<string>(declarable(name));
      for (const purpose of purposes.filter((each) => !open.has(each))) {
        const { body, calls } = await put(name, purpose, personQuestion(hub.catalog, [samplePerson.citizenId]));
        const codes = body.errors?.map(({ extensions }) => extensions.code);
        expect([name, purpose, codes, calls]).toEqual([name, purpose, ['PURPOSE_NOT_GRANTED'], []]);
      }
    }
  });

  test('whether a sealed or excluded person is under correction is answered as of nobody', async () => {
    const query = 'query Q($id: CitizenId!) { underCorrection(citizenId: $id) { exists executionAgencyCode } }';
    const asked = async (citizenId: string) => {
      const variables = { id: citizenId };
      const { body } = await hub.ask(query, { as: 'police-officer', purpose: 'CASE_HANDLING', variables });
      return { data: body.data, errors: body.errors, access: body.extensions?.access };
    };
    const nobody = await asked(nobodysId);
    expect(at(nobody.data, 'underCorrection')).toEqual({ exists: false, executionAgencyCode: null });
    for (const kind of ['sealed-juvenile', 'excluded'] as const)
      expect(await asked(trapPersons.get(kind) ?? '')).toEqual(nobody);
  });

  test('the hub’s own books hold nothing of the columns that bureaus keep to themselves', () => {
    const bytes = Buffer.concat(['', '-wal'].map((end) => readIfThere(`${hub.store}${end}`)));
    expect(bytes.includes(samplePerson.adminDecisionNumber)).toBe(true);
    expect(bytes.includes(columnCanary)).toBe(false);
  });

  test('every path was asked, and answered with something', () => {
    for (const path of paths.filter((each) => each !== 'entities' || form === 'many processes')) {
      expect([path, (total.questions[path] ?? 0) > 50]).toEqual([path, true]);
      expect([path, (total.answered[path] ?? 0) > 5]).toEqual([path, true]);
    }
    expect(total.columns).toBeGreaterThan(10_000);
  });

  test('the check can fail: one grant more than the rules give is caught, and so is whoever sees a trap', async () => {
    const { sets } = hub.policies.current();
    const clerk = 'judicial-office-clerk';
    const purpose = 'CORRECTION_MANAGEMENT';
    // The hub knows one grant more than these rules: it reads by it, and they say that it may not.
    const narrow = openRulebook(
      { ...sets, grants: sets.grants.filter(({ id }) => id !== 'corrections.office.sessions') },
      hub.catalog,
    );
    const access = accessOf(clerk, purpose);
    const problems = async (truth: Access) => {
      const witness: Witness = { problems: [], questions: {}, answered: {}, columns: 0 };
      for (const question of listQuestions(hub.catalog, access, keyValues))
        await watch(clerk, purpose, truth, question, witness);
      return witness.problems;
    };
    expect(await problems(access)).toEqual([]);
    expect(await problems(accessOf(clerk, purpose, narrow))).toEqual([
      expect.stringMatching(/EducationSession ServiceSession.*: read .*sqjz_gyhd\.dd.* sqjz_jyhd\.dd/),
    ]);
    const query = '{ administrativePenalties(first: 200) { nodes { violationName } } }';
    const { text } = await hub.ask(query, {
      as: 'deputy-chief-procurator',
      purpose: 'SUPERVISION',
      division: '371423',
    });
    expect(sprung('deputy-chief-procurator', text)).toEqual(['other-territory']);
  });
});

/** What no agency of the county holds is unavailable, and says so. */
const isUnheld = (fault: string) =>
  /^SOURCE_UNAVAILABLE .*(no source answered for it|is held by no system: it cannot be compared)$/.test(fault);

function hasValue(data: unknown): boolean {
  if (Array.isArray(data)) return data.some(hasValue);
  if (typeof data !== 'object' || data === null) return data !== null && data !== undefined;
  return Object.entries(data).some(([name, value]) => name !== '__typename' && hasValue(value));
}

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
