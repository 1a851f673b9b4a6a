import type { Access } from '../../schema/access.js';
import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';
import { countFieldsOf } from '../../schema/catalog/counting.js';
import { isPersonLink } from '../../schema/catalog/person-links.js';
import { leavesOf, rootsOf } from './matrix-questions.js';

/** Types of which the small country holds sealed records. */
export const sealedTypes: ReadonlySet<string> = new Set([
  ...['CourtCase', 'Party', 'Judgment', 'ConvictionItem', 'Sentence', 'AccessoryPenalty', 'DeliveryRecord'],
  ...['PoliceIncident', 'PoliceCase', 'Suspect', 'CoerciveMeasure', 'ExitEntryControl'],
  ...['PublicOrderCase', 'PublicOrderPenalty', 'AdministrativeCase', 'AdministrativePenalty'],
  ...['CorrectionSubject', 'PreSentenceAssessment', 'Reception', 'CorrectionTeam', 'CorrectionPlan', 'CheckIn'],
  ...[
    'EducationSession',
    'ServiceSession',
    'EducationAttendance',
    'ServiceAttendance',
    'LocationAlert',
    'BiometricScan',
  ],
]);

/** Roots a question: the hub takes documents of 4,000 tokens and questions of bounded cost. */
const together = 5;

/** How long lists are, where their pages end, in which order, and what is on them. */
export function pageQuestions(catalog: Catalog, access: Access): readonly string[] {
  const lists = rootsOf(catalog, 'list').filter(({ target }) => sealedTypes.has(target));
  return portions(
    lists.map(({ name, target }) => {
      const type = catalog.types.get(target);
      const order = orderOf(access, type);
      const page = 'totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
      const ordered = order === null ? '' : `o${name}: ${name}(first: 3, orderBy: [${order}]) { ${page} }`;
      return `${name}(first: 200) { ${page} nodes { ${someLeaves(catalog, target)} } } p${name}: ${name}(first: 1) { ${page} } ${ordered}`;
    }),
  );
}

/** Records by their own numbers, with all of their fields, and lists that are narrowed to these numbers. */
export function numberQuestions(catalog: Catalog, access: Access, keys: ReadonlyMap<string, readonly string[]>) {
  const ones = [...rootsOf(catalog, 'one'), ...rootsOf(catalog, 'existence')].flatMap(({ name, target, shape }) => {
    if (shape.kind !== 'one' && shape.kind !== 'existence') return [];
    return (keys.get(shape.by) ?? []).map(
      (value, at) =>
        `${name}${at}: ${name}(${shape.by}: ${JSON.stringify(value)}) { ${leavesOf(catalog.types, target)} }`,
    );
  });
  return [...portions(ones), ...portions(narrowed(catalog, access, keys))];
}

function narrowed(catalog: Catalog, access: Access, keys: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return rootsOf(catalog, 'list').flatMap(({ name, target }) => {
    const type = catalog.types.get(target);
    if (!sealedTypes.has(target) || type === undefined) return [];
    return [...keys].flatMap(([field, values]) => {
      const isOpen = type.fields.get(field)?.filterOps.includes('in') && isClear(access, target, field);
      if (!isOpen || values.length === 0) return [];
      const page = 'totalCount pageInfo { hasNextPage endCursor } nodes { __typename }';
      const list = JSON.stringify(values);
      return [
        `${name}_${field}: ${name}(filter: { ${field}: { in: ${list} } }) { ${page} }`,
        `${name}_not_${field}: ${name}(filter: { not: { ${field}: { in: ${list} } } }) { totalCount }`,
      ];
    });
  });
}

/** Lists of the people whom tokens name, by every link that leads to one. */
export function personQuestions(catalog: Catalog, access: Access, tokens: readonly string[]): readonly string[] {
  return portions(
    rootsOf(catalog, 'list').flatMap(({ name, target }) => {
      const links = [...(catalog.types.get(target)?.fields.values() ?? [])].filter(isPersonLink);
      if (!sealedTypes.has(target)) return [];
      return links.flatMap(({ name: link }) => {
        if (!isClear(access, target, link)) return [];
        const people = `{ ${link}: { in: ${JSON.stringify(tokens)} } }`;
        return [
          `${name}_${link}: ${name}(filter: ${people}) { totalCount pageInfo { hasNextPage endCursor } nodes { __typename } }`,
          `${name}_not_${link}: ${name}(filter: { not: ${people} }) { totalCount }`,
        ];
      });
    }),
  );
}

/** What hangs on persons, and on whatever records are listed. */
export function relationQuestions(catalog: Catalog, citizenIds: readonly string[]): readonly string[] {
  const outline = outlineOf(catalog, 'Person');
  const persons = citizenIds.map((id, at) => `p${at}: person(citizenId: "${id}") { ${outline} }`);
  const records = rootsOf(catalog, 'list').flatMap(({ name, target }) => {
    const relations = outlineOf(catalog, target);
    return relations === '' || !leadsToSealed(catalog, target) ? [] : [`${name}(first: 12) { nodes { ${relations} } }`];
  });
  return [...portions(persons, 1), ...portions(records, 3)];
}

/** Counts as a whole, by each field that may be grouped by, and by it in each division. */
export function countQuestions(catalog: Catalog, access: Access): readonly string[] {
  const texts = rootsOf(catalog, 'counts').flatMap(({ name, shape }) => {
    const type = shape.kind === 'counts' ? shape.of : '';
    const counting = access.counts(type);
    if (!sealedTypes.has(type) || counting.effect === 'DENY') return [];
    const answer = '{ total smallestCell groups { keys { field value label } count } rest }';
    const by = countFieldsOf(catalog, type).filter(({ field }) => counting.fields.has(field.name));
    const small = by.find(({ field }) => field.name.endsWith('ivisionCode') || field.name === 'judicialOfficeCode');
    const groups = by.flatMap(({ constant }, at) => [
      [constant],
      ...(small === undefined || small.constant === constant || at > 2 ? [] : [[small.constant, constant]]),
    ]);
    return [
      `${name} ${answer}`,
      ...groups.map((each, at) => `${name}${at}: ${name}(by: [${each.join(', ')}]) ${answer}`),
    ];
  });
  return portions(texts, 12);
}

function outlineOf(catalog: Catalog, type: string): string {
  return [...(catalog.types.get(type)?.fields.values() ?? [])]
    .flatMap(({ name, target, shape }) => {
      if (shape.kind === 'list' && sealedTypes.has(shape.of))
        return [`${name}(first: 2) { totalCount pageInfo { hasNextPage } nodes { ${fewLeaves(catalog, shape.of)} } }`];
      if (shape.kind === 'existence' && target !== null) return [`${name} { ${leavesOf(catalog.types, target)} }`];
      return target !== null && sealedTypes.has(target) && shape.kind !== 'list'
        ? [`${name} { ${fewLeaves(catalog, target)} }`]
        : [];
    })
    .join(' ');
}

const leadsToSealed = (catalog: Catalog, type: string) =>
  [...(catalog.types.get(type)?.fields.values() ?? [])].some(
    ({ target }) => target !== null && sealedTypes.has(target),
  );

function orderOf(access: Access, type: TypeEntry | undefined): string | null {
  const field = [...(type?.fields.values() ?? [])].find(
    (each) => each.orderable && isClear(access, type?.name ?? '', each.name),
  );
  return field === undefined
    ? null
    : `{ field: ${field.name.replace(/[A-Z]/g, '_$&').toUpperCase()}, direction: DESC }`;
}

function isClear(access: Access, type: string, field: string): boolean {
  const decision = access.decide(type, field);
  return decision.effect === 'ALLOW' && decision.rows === 'ALL';
}

const someLeaves = (catalog: Catalog, type: string) => plainLeaves(catalog, type).slice(0, 8).join(' ');
const fewLeaves = (catalog: Catalog, type: string) => plainLeaves(catalog, type).slice(0, 2).join(' ') || '__typename';

function plainLeaves({ types }: Catalog, type: string): readonly string[] {
  return [...(types.get(type)?.fields.values() ?? [])].flatMap(({ name, shape, type: value }) =>
    shape.kind === 'value' && !types.has(value) ? [name] : [],
  );
}

function portions(texts: readonly string[], size = together): readonly string[] {
  const found: string[] = [];
  for (let from = 0; from < texts.length; from += size) found.push(`{ ${texts.slice(from, from + size).join('\n')} }`);
  return found;
}

/** Every statistic of a year, each of whose figures is a count of its own. */
export function statisticQuestions(catalog: Catalog): readonly string[] {
  const fields = [...(catalog.subgraphs.get('statistics')?.roots.keys() ?? [])].filter((name) =>
    name.endsWith('Statistic'),
  );
  const figure = '{ count outOf rate median p90 p95 suppressed }';
  return fields.map(
    (field) => `{ ${field}(period: { from: "2025-11-01", to: "2026-11-01" }) { smallestCell series {
      id rest gap { code } total ${figure} rows { keys { value } rank completeness figure ${figure} } } } }`,
  );
}
