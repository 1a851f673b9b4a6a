import { matterHeader } from '../schema/purpose.js';
import type { Reader } from '../schema/reader.js';
import { answering, asker, serving } from './asking.js';
import { overHttp } from './cost-results.js';
import type { Contestant } from './measure.js';
import { crossDomain, type QuestionText, rollCall } from './questions.js';
import { createReplay } from './replay.js';
import type { Rig, Without } from './rig.js';
import { decidedPaths, type Scenario } from './scenarios.js';

/** The hub as it is, and with parts of it switched off; the last is what the others are compared with. */
export const variants: readonly { readonly name: string; readonly without: Without }[] = [
  { name: 'policies and audit', without: {} },
  { name: 'audit alone', without: { policies: true } },
  { name: 'policies alone', without: { audit: true } },
  { name: 'neither', without: { policies: true, audit: true } },
];

/** What policies and audit add to the cross-domain question. */
export function crossDomainCost(rig: Rig): Promise<Scenario> {
  const title = 'One person, five agencies';
  return costOf(rig, { name: 'cross-domain-cost', title }, crossDomain, rig.sources.reader);
}

/** What they add to many rows. */
export function rollCallCost(rig: Rig): Promise<Scenario> {
  const title = 'A county’s subjects with a month of check-ins';
  // One memory for all: the hub as it is asks first, and decides which rows there are.
  return costOf(rig, { name: 'roll-call-cost', title }, rollCall, createReplay(rig.sources.reader));
}

async function costOf(
  rig: Rig,
  named: Pick<Scenario, 'name' | 'title'>,
  question: QuestionText,
  reader: Reader,
): Promise<Scenario> {
  const contestants: Contestant[] = [];
  let aside: readonly string[] = [];
  for (const { name, without } of variants) {
    const { hub, url } = await rig.plumbline(reader, without);
    // Without policies there are no warrants to look up.
    const { [matterHeader]: matter = '', ...others } = rig.headers;
    const headers = without.policies ? others : { ...others, [matterHeader]: matter };
    const ask = await asker(rig, hub, question, headers);
    if (contestants.length === 0) aside = decidedPaths(await ask());
    contestants.push(serving(`${name}${overHttp}`, rig, url, question, headers), answering(name, ask));
  }
  return { ...named, contestants, aside };
}
