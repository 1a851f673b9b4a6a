import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PlumblineError } from '../../schema/errors.js';
import type { SchemaFacts } from '../../schema/facts.js';
import { type Purpose, purposes } from '../../schema/purpose.js';
import { remember } from '../../schema/remember.js';
import type { FieldSelector, Grant, PolicySets, Prohibition, PurposeCap, Relation, Role } from '../language/sets.js';
import { type PurposeFile, purposeFile, type RoleFile, roleFile, type SetFile, setFile } from './policy-file.js';
import { checkGrant, checkProhibition, type Ground, reporter } from './validate.js';
import { checkCap } from './validate-caps.js';
import { readYaml, type TextFile, type YamlFile } from './yaml-file.js';

/** Counts below it are not told, unless a grant says otherwise (domain 5.3: n < 3). */
const smallestCell = 3;

/** The texts that policies are made of. */
export interface PolicyFiles {
  readonly roles: TextFile;
  readonly purposes: TextFile;
  readonly sets: readonly TextFile[];
}

/**
 * Reads `roles.yaml`, `purposes.yaml` and `sets/*.policy.yaml` under `root` (the `policies` folder).
 * @throws `POLICY_INVALID` that names file, line and remedy of everything that is wrong
 */
export function loadPolicies({ root, facts }: { readonly root: string; readonly facts: SchemaFacts }): PolicySets {
  const folder = join(root, 'sets');
  const names = readdirSync(folder).filter((name) => name.endsWith('.policy.yaml'));
  const read = (path: string): TextFile => ({
    name: join(basename(root), path),
    text: readFileSync(join(root, path), 'utf8'),
  });
  const sets = names.sort().map((name) => read(join('sets', name)));
  return parsePolicies({ roles: read('roles.yaml'), purposes: read('purposes.yaml'), sets }, facts);
}

/** Schemas, and policies of each, that are kept: services that share a process share both. */
const kept = 4;
const parsedBefore = new Map<SchemaFacts, Map<string, PolicySets>>();

/** Parses policies from their texts and holds them against the schema. Pure. */
export function parsePolicies(files: PolicyFiles, facts: SchemaFacts): PolicySets {
  const parsed = remember(parsedBefore, facts, () => new Map<string, PolicySets>(), kept);
  return remember(parsed, JSON.stringify(files), () => parseAll(files, facts), kept);
}

function parseAll(files: PolicyFiles, facts: SchemaFacts): PolicySets {
  const problems: string[] = [];
  const roles = readYaml(files.roles, roleFile, problems);
  const caps = readYaml(files.purposes, purposeFile, problems);
  const sets = files.sets.map((file) => readYaml(file, setFile, problems)).filter((file) => file !== null);
  if (roles === null || caps === null) throw invalid(problems);

  const ground: Ground = {
    facts,
    roles: new Map(Object.entries(roles.value.roles).map(([name, role]) => [name, toRole(name, role)])),
    purposes: new Map(purposes.map((name) => [name, toCap(name, caps.value.purposes[name])])),
  };
  for (const cap of ground.purposes.values())
    checkCap(cap, facts, reporter(caps, ['purposes', cap.name], cap.name, problems));
  const { grants, prohibitions, openWhenSealingUnknown } = joinSets(sets, ground, problems);
  if (problems.length > 0) throw invalid(problems);
  const version = digest([roles.value, caps.value, sets.map(({ value }) => value)]);
  return { version, roles: ground.roles, purposes: ground.purposes, grants, prohibitions, openWhenSealingUnknown };
}

function joinSets(sets: readonly YamlFile<SetFile>[], ground: Ground, problems: string[]) {
  const grants: Grant[] = [];
  const prohibitions: Prohibition[] = [];
  const open = new Set<string>();
  const known = new Set<string>();
  for (const file of sets) {
    const report = (base: readonly (string | number)[], id: string) => {
      const say = reporter(file, base, id, problems);
      if (known.has(id)) say(['id'], 'the id is taken; give each grant and prohibition its own');
      if (!id.startsWith(`${file.value.set}.`)) say(['id'], `ids of this set begin with "${file.value.set}."`);
      known.add(id);
      return say;
    };
    for (const [at, raw] of file.value.grants.entries()) {
      const grant = toGrant(raw, ground.facts);
      const say = report(['grants', at], raw.id);
      checkGrant(grant, ground, say);
      if (raw.smallest !== undefined && raw.effect !== 'count')
        say(['smallest'], 'only counts have a smallest number; drop it or write "effect: count"');
      grants.push(grant);
    }
    for (const [at, raw] of file.value.prohibitions.entries()) {
      const prohibition = toProhibition(raw);
      checkProhibition(prohibition, ground, report(['prohibitions', at], raw.id));
      prohibitions.push(prohibition);
    }
    for (const type of Object.keys(file.value.openWhenSealingUnknown)) {
      if (ground.facts.types.get(type)?.fields.has('sealed') === true) open.add(type);
      else problems.push(`${file.at(['openWhenSealingUnknown', type])}: ${type} has no field sealed; remove the line`);
    }
  }
  return { grants, prohibitions, openWhenSealingUnknown: open };
}

function toRole(name: string, role: RoleFile['roles'][string] & {}): Role {
  return {
    name,
    number: role.number,
    title: role.title,
    purposes: new Set(role.purposes),
    isExclusive: role.exclusive,
    isMachine: role.machine,
    requestsADay: role.requestsADay,
  };
}

function toCap(name: Purpose, cap: PurposeFile['purposes'][Purpose]): PurposeCap {
  return {
    name,
    title: cap.title,
    classes: new Set(cap.classes),
    masked: new Set(cap.masked),
    counted: new Set(cap.counted),
    withheld: new Set(cap.withheld),
    only: cap.only === null ? null : new Set(cap.only),
    history: new Map(Object.entries(cap.history)),
    narrow: new Map(Object.entries(cap.narrow)),
    requestsADay: cap.requestsADay,
    personsAMatter: cap.personsAMatter,
    release: cap.release,
    basis: words(cap.basis),
  };
}

function toGrant(raw: SetFile['grants'][number], facts: SchemaFacts): Grant {
  return {
    ...raw,
    rows: raw.rows.map((rule) =>
      typeof rule === 'object' && 'through' in rule
        ? { through: rule.through.map((coordinate) => toRelation(coordinate, facts)) }
        : rule,
    ),
    roles: new Set(raw.roles),
    purposes: new Set(raw.purposes),
    on: new Map<string, FieldSelector>(Object.entries(raw.on)),
    lines: raw.lines === null ? null : new Set(raw.lines),
    smallest: raw.smallest ?? (raw.effect === 'count' ? smallestCell : 0),
    basis: words(raw.basis),
  };
}

// An unknown relation leads nowhere; checkGrant says so.
function toRelation(coordinate: string, facts: SchemaFacts): Relation {
  const [type = '', field = ''] = coordinate.split('.');
  return { coordinate, target: facts.types.get(type)?.fields.get(field)?.target ?? '' };
}

function toProhibition(raw: SetFile['prohibitions'][number]): Prohibition {
  return {
    id: raw.id,
    roles: raw.roles === '*' ? '*' : new Set(raw.roles),
    purposes: raw.purposes === '*' ? '*' : new Set(raw.purposes),
    on: new Map<string, FieldSelector>(Object.entries(raw.on)),
    basis: words(raw.basis),
  };
}

function words({ law, article }: { readonly law: string; readonly article: string }): string {
  return `${law} ${article}`;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

function invalid(problems: readonly string[]): PlumblineError {
  return new PlumblineError('POLICY_INVALID', problems.join('\n'));
}
