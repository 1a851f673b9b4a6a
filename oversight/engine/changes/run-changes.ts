import type { RunRecord } from '../../../schema/oversight/run.js';
import type { CompiledRule, RuleBook } from '../../rules/rule-book.js';
import { type Leads, leadsOf } from '../ways/leads.js';
import { type OwnRows, ownRowsOf } from '../ways/own-rows.js';
import { createSight, type LeadGround, type Sight } from '../ways/sight.js';
import { type Changes, type ChangesParts, createChanges } from './changes.js';
import { type Probed, type Probing, probeRows } from './probing.js';

/** What changed, as the rules of one run look at it. */
export interface RunChanges {
  readonly changes: Changes;
  readonly sight: Sight;
  leadsOf(rule: CompiledRule): Leads;
  ownRowsOf(rule: CompiledRule): OwnRows | null;
  /** Asks a rule's rows which of them hang together with what changed. Rejects as the hub does. */
  probe(probing: Probing, signal: AbortSignal): Promise<Probed>;
}

export interface RunChangesParts extends Pick<ChangesParts, 'client'> {
  readonly rules: RuleBook;
  /** As it is today: policies may change between runs. */
  readonly ground: () => LeadGround;
}

/** What changed for an incremental run: opened once for all rules of it that a process walks. */
export type ChangesOf = (parts: RunChangesParts, run: RunRecord & { readonly since: string }) => RunChanges;

export function shareChanges(): ChangesOf {
  let known: { readonly run: string; readonly opened: RunChanges } | undefined;
  return (parts, run) => {
    if (known?.run !== run.id) known = { run: run.id, opened: openChanges(parts, run) };
    return known.opened;
  };
}

function openChanges(
  { client, rules: book, ground: groundOf }: RunChangesParts,
  { rules, since, today, division }: RunRecord & { readonly since: string },
): RunChanges {
  const ground = groundOf();
  const sight = createSight(ground);
  const ways = new Map<string, Leads>();
  const owns = new Map<string, OwnRows>();
  for (const { rule: id, whole } of rules) {
    const rule = book.rule(id);
    if (rule === undefined || whole !== null) continue;
    const found = leadsOf(rule, sight);
    const leads = found.leads.map(({ lead }) => lead);
    const own = found.lost.length === 0 ? ownRowsOf(rule, leads, sight) : null;
    ways.set(id, found);
    if (own !== null) owns.set(id, own);
  }
  const changes = createChanges(
    { client, ground },
    {
      leads: [
        ...[...ways.values()].flatMap(({ leads, lost }) => (lost.length === 0 ? leads.map(({ lead }) => lead) : [])),
        ...[...owns.values()].map(({ lead }) => lead),
      ],
      lists: [...ways.keys()].flatMap((id) => book.rule(id)?.list ?? []),
    },
    since,
  );
  return {
    ...{ changes, sight },
    leadsOf: ({ facts: { id } }) => ways.get(id) ?? { leads: [], probed: [], lost: [id] },
    ownRowsOf: ({ facts: { id } }) => owns.get(id) ?? null,
    probe: (probing, signal) => probeRows({ client, since, today, division }, probing, signal),
  };
}
