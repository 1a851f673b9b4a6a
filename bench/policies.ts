import { join } from 'node:path';
import { createAccessCompiler } from '../policies/engine/compile.js';
import type { PolicySets } from '../policies/language/sets.js';
import { loadPolicies } from '../policies/loading/load.js';
import type { Access, AccessCompiler } from '../schema/access.js';
import { readCatalog } from '../schema/catalog/read.js';
import type { SchemaFacts } from '../schema/facts.js';
import { packageRoot } from '../schema/package-root.js';
import type { Principal } from '../schema/principal.js';
import { quantile } from './measure.js';

export interface PolicyMeasureOptions {
  /** Rounds over all standings; each with a compiler of its own, that knows none of them. */
  readonly rounds: number;
  /** Decisions asked of an access that knows them. */
  readonly decisions: number;
}

/** Of many samples, milliseconds: by the clock on the wall, and by CPU time of the process, all threads. */
export interface Spread {
  readonly samples: number;
  readonly wall: { readonly p50: number; readonly p99: number };
  readonly cpu: { readonly p50: number; readonly p99: number };
}

export interface PolicySpeed {
  /** A standing that was never met: its access, with every decision, row condition and case of one type. */
  readonly compile: Spread;
  /** The same of a standing that is known: what a request pays. */
  readonly again: Spread;
  /** The whole schema for a standing that was never met. */
  readonly whole: Spread;
  /** Nanoseconds a decision of an access that knows it. */
  readonly decisionNs: { readonly wall: number; readonly cpu: number };
}

const defaults: PolicyMeasureOptions = { rounds: 12, decisions: 5_000_000 };

const warming = 6;

const today = '2026-11-20';

/** How fast the committed policies are compiled and decide. */
export function measurePolicies(options: Partial<PolicyMeasureOptions> = {}): PolicySpeed {
  const { rounds, decisions } = { ...defaults, ...options };
  const catalog = readCatalog();
  const sets = loadPolicies({ root: join(packageRoot, 'policies'), facts: catalog });
  const standings = standingsOf(sets);
  const [compile, again, whole] = [new Samples(), new Samples(), new Samples()];
  // The first rounds are the runtime's own compiling.
  for (let round = -warming; round < rounds; round += 1) {
    const compiler = createAccessCompiler(sets, catalog);
    const types = [...catalog.types.keys()];
    // Laying out the policies leaves garbage that is not a standing's.
    globalThis.gc?.();
    for (const [at, principal] of standings.entries()) {
      // Another type each round, so that every standing meets many of them.
      const type = types[(at + (round + warming) * 7) % types.length] ?? '';
      const ask = () => askType(compiler.compile(principal, today), catalog, type);
      compile.take(ask, round);
      again.take(ask, round);
    }
    const fresh = createAccessCompiler(sets, catalog);
    globalThis.gc?.();
    for (const principal of standings) whole.take(() => askAll(fresh, principal, catalog), round);
  }
  return {
    compile: compile.spread(),
    again: again.spread(),
    whole: whole.spread(),
    decisionNs: decisionNs(createAccessCompiler(sets, catalog), standings, catalog, decisions),
  };
}

/** Times what is done, one sample each. */
class Samples {
  readonly #wall: number[] = [];
  readonly #cpu: number[] = [];

  take(work: () => unknown, round: number): void {
    const before = process.cpuUsage();
    const began = performance.now();
    work();
    const wall = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    if (round < 0) return;
    this.#wall.push(wall);
    this.#cpu.push((user + system) / 1_000);
  }

  spread(): Spread {
    const of = (values: readonly number[]) => ({ p50: quantile(values, 0.5), p99: quantile(values, 0.99) });
    return { samples: this.#wall.length, wall: of(this.#wall), cpu: of(this.#cpu) };
  }
}

/** Every role, for every purpose that it may declare, under no matter, a case and a campaign. */
function standingsOf({ roles, purposes }: PolicySets): readonly Principal[] {
  const matter = {
    number: '宁检执监〔2026〕3号',
    line: null,
    division: '371422',
    persons: ['371422198001010011'],
    files: [],
  };
  const matters = [null, { ...matter, kind: 'CASE' }, { ...matter, kind: 'CAMPAIGN' }] as const;
  return [...roles.values()].flatMap((role) =>
    [...purposes.keys()]
      .filter((purpose) => role.purposes.has(purpose))
      .flatMap((purpose) =>
        matters.map(
          (under): Principal => ({
            id: `bench-${role.name}`,
            kind: 'user',
            agency: '371422-JCY',
            organisation: '',
            division: '371422',
            roles: [role.name],
            lines: ['CRIMINAL', 'EXECUTION'],
            purpose,
            ...(under === null ? {} : { matter: under.number, warrant: { matter: under, approvals: [] } }),
          }),
        ),
      ),
  );
}

function askAll(compiler: AccessCompiler, principal: Principal, facts: SchemaFacts): void {
  const access = compiler.compile(principal, today);
  for (const type of facts.types.keys()) askType(access, facts, type);
}

/** All that the hub may ask an access of one type. */
function askType(access: Access, facts: SchemaFacts, type: string): void {
  access.enter(type);
  access.rows(type);
  for (const field of facts.types.get(type)?.fields.keys() ?? []) {
    const decision = access.decide(type, field);
    if (decision.effect !== 'DENY' && decision.rows === 'SOME') access.cases(type, field);
  }
}

function decisionNs(
  compiler: AccessCompiler,
  [principal]: readonly Principal[],
  { types }: SchemaFacts,
  decisions: number,
): PolicySpeed['decisionNs'] {
  if (principal === undefined) throw new Error('the policies have a role that may declare a purpose');
  const access = compiler.compile(principal, today);
  const coordinates = [...types.values()].flatMap(({ name, fields }) =>
    [...fields.keys()].map((field) => [name, field] as const),
  );
  const ask = (times: number) => {
    for (let asked = 0; asked < times; asked += coordinates.length)
      for (const [type, field] of coordinates) access.decide(type, field);
  };
  ask(decisions / 10);
  const before = process.cpuUsage();
  const began = performance.now();
  ask(decisions);
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  const asked = Math.ceil(decisions / coordinates.length) * coordinates.length;
  return { wall: (wall * 1e6) / asked, cpu: ((user + system) * 1e3) / asked };
}
