import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { demoPeople, demoPersonNamed } from '../../demo/people.js';
import type { Access } from '../../schema/access.js';
import { type Purpose, purposes } from '../../schema/purpose.js';
import type { OpenedHub } from './open-hubs.js';
import { principalNamed, today } from './principals.js';
import {
  countQuestions,
  numberQuestions,
  pageQuestions,
  personQuestions,
  relationQuestions,
  statisticQuestions,
} from './sealed-questions.js';
import { type Lacking, openWorld } from './sealed-worlds.js';
import { keyValues, trapPersons } from './trap-watch.js';

// Two countries that differ in sealed records alone (domain 5.5.5): whoever may not see these gets the same bytes from both.

/** Who has a part of what is sealed, and is therefore asked about the rest of it. */
const partly: Readonly<Record<string, Lacking>> = {
  'police-officer': 'sealed but public-order',
  'police-legal-officer': 'sealed but public-order',
  'case-manager': 'sealed but public-order',
  'oversight-engine': 'sealed but public-order',
  subject: 'sealed but public-order',
  'minors-corrections-officer': 'public-order',
};
const worlds = ['sealed', 'sealed but public-order', 'public-order'] as const satisfies readonly Lacking[];
const sealedPersons = [trapPersons.get('sealed-juvenile'), trapPersons.get('public-order'), samplePerson.citizenId].map(
  (citizenId) => citizenId ?? '',
);

let whole: OpenedHub;
const others = new Map<Lacking, OpenedHub>();
beforeAll(async () => {
  whole = await openWorld('nothing');
  for (const lacking of worlds) others.set(lacking, await openWorld(lacking));
}, 180_000);
afterAll(async () => {
  for (const hub of [whole, ...others.values()]) await hub?.close();
});

/**
 * Ways of seeing that differ most, and one question in four; PLUMBLINE_FORMS=all asks for every account and purpose, and every
 * question.
 */
const isWhole = process.env.PLUMBLINE_FORMS === 'all';
const chosen: readonly (readonly [string, Purpose])[] = [
  ['police-officer', 'CASE_HANDLING'],
  ['judicial-office-clerk', 'CORRECTION_MANAGEMENT'],
  ['political-legal-committee', 'STATISTICS'],
  ['party', 'SELF_ACCESS'],
  ['oversight-engine', 'SUPERVISION'],
];
const everybody = demoPeople.flatMap(({ name }) => purposes.map((purpose) => [name, purpose] as const));

test.each(isWhole ? everybody : chosen)(
  '%s for %s cannot tell the country from one without what is sealed from it',
  async (name, purpose) => {
    if (!declarable(name).includes(purpose)) return;
    const other = others.get(partly[name] ?? 'sealed');
    const told: string[] = [];
    const questions = questionsOf(accessOf(name, purpose)).filter((_, at) => isWhole || at % 4 === 0);
    for (const document of questions) {
      const [here, there] = await Promise.all([whole, other].map((hub) => answerOf(hub, name, purpose, document)));
      if (here !== there) told.push(`${document.slice(0, 60)}: ${difference(here, there)}`);
    }
    expect(told).toEqual([]);
  },
  240_000,
);

describe('the check can fail', () => {
  test.each(isWhole ? Object.keys(partly) : ['minors-corrections-officer'])(
    '%s can tell the country from one without any sealed record',
    async (name) => {
      expect(await tellsApart(name)).toBe(true);
    },
    240_000,
  );
});

async function tellsApart(name: string): Promise<boolean> {
  for (const purpose of declarable(name))
    for (const document of questionsOf(accessOf(name, purpose))) {
      const [here, there] = await Promise.all(
        [whole, others.get('sealed')].map((hub) => answerOf(hub, name, purpose, document)),
      );
      if (here !== there) return true;
    }
  return false;
}

function declarable(name: string): readonly Purpose[] {
  const { role } = demoPersonNamed(name);
  return purposes.filter((purpose) => whole.policies.current().mayDeclare([role], purpose));
}

const accessOf = (name: string, purpose: Purpose): Access =>
  whole.policies.current().compiler.compile(principalNamed(name, purpose), today);

function questionsOf(access: Access): readonly string[] {
  const { catalog, seals } = whole;
  const tokens = sealedPersons.map((citizenId) => seals.sealPerson({ kind: 'citizen', citizenId }));
  return [
    ...personQuestions(catalog, access, tokens),
    ...pageQuestions(catalog, access),
    ...numberQuestions(catalog, access, keyValues),
    ...relationQuestions(catalog, sealedPersons),
    ...countQuestions(catalog, access),
    ...(access.counts('CorrectionSubject').effect === 'DENY' ? [] : statisticQuestions(catalog)),
  ];
}

async function answerOf(hub: OpenedHub | undefined, as: string, purpose: Purpose, query: string): Promise<string> {
  const reply = await hub?.ask(query, { as, purpose });
  // Two hubs that cannot answer would answer alike.
  if (reply === undefined || reply.status >= 500) throw new Error(`no answer: ${reply?.text}`);
  return withoutMoment(reply.text);
}

/** Without what is of the moment: the request's id, and when systems answered that answer as of now. */
const withoutMoment = (text: string) =>
  text.replace(/"requestId":"[^"]*"/g, '').replace(/"asOf":"2026-11-02T0[19]:[^"]*"/g, '"asOf":now');

function difference(here = '', there = ''): string {
  let at = 0;
  while (here[at] === there[at]) at += 1;
  return `${here.slice(Math.max(0, at - 120), at + 80)} ≠ ${there.slice(at, at + 80)}`;
}
