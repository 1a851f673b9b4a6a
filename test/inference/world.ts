import {
  bureauOf,
  courtOf,
  judicialOfficeOf,
  justiceBureauOf,
  policeBureauOf,
  procuratorateOf,
} from '../../demo/lives/agencies.js';
import { citizenIdOf } from '../../demo/lives/check-digits.js';
import { homeDivision, townshipsOf } from '../../demo/lives/divisions.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import type { Catalog, FieldEntry, TypeEntry } from '../../schema/catalog/catalog.js';

/** A record of a world: canonical values by field. */
export type WorldRow = Readonly<Record<string, string | number | boolean | null>>;

/** Every record that all agencies hold, by type: small, and dense enough that questions meet. */
export type World = ReadonlyMap<string, readonly WorldRow[]>;

export type Random = () => number;

const rowsOfType = 14;
const township = townshipsOf(homeDivision)[0]?.code ?? `${homeDivision}001`;

const numbered = (make: (at: number) => string, count = 6) => Array.from({ length: count }, (_, at) => make(at));
/** Where values come from: few, so that rows of different types and owners have them in common. */
export const pools = {
  citizenId: [samplePerson.citizenId, ...numbered((at) => citizenIdOf(`3714221990010100${at}`), 5)],
  caseNumber: numbered((at) => `(2025)鲁1422刑初${18 + at}号`),
  file: numbered((at) => `A371422000000202500000${at}`),
  subjectNo: numbered((at) => `JZ37142220250000${at}`),
  division: [homeDivision, homeDivision, township, '371423', '371400', '370102'],
  agency: [
    courtOf(homeDivision).code,
    policeBureauOf(homeDivision).code,
    procuratorateOf(homeDivision).code,
    justiceBureauOf(homeDivision).code,
    bureauOf(homeDivision, 'MARKET').code,
    courtOf('371423').code,
  ],
  office: [judicialOfficeOf(township).code, 'elsewhere'],
  date: ['2024-02-29', '2025-03-20', '2026-10-09', '2026-11-01', '2027-03-20'],
  dateTime: ['2025-03-20T08:00:00+08:00', '2026-10-09T08:28:00+08:00', '2026-10-09T17:31:00+08:00'],
  number: [0, 1, 2, 24, 23],
  text: ['甲', '乙', '丙', '丁', '张三', '13800001234', '山东省宁津县某村'],
  id: numbered((at) => `r${at}`, 8),
} as const;

/** Values that a field may have. */
export function valuesOf(catalog: Catalog, { name, type }: FieldEntry): readonly (string | number | boolean)[] {
  const enumeration = catalog.enums.get(type);
  if (enumeration) return enumeration;
  if (type === 'CitizenId') return pools.citizenId;
  if (type === 'CaseNumber') return pools.caseNumber;
  if (type === 'Boolean') return name === 'sealed' ? [false, false, false, true] : [true, false];
  if (type === 'Date') return pools.date;
  if (type === 'DateTime') return pools.dateTime;
  if (type === 'Int' || type === 'Float' || type === 'Money') return pools.number;
  if (/DivisionCode$|^divisionCode$/.test(name)) return pools.division;
  if (name === 'judicialOfficeCode') return pools.office;
  if (/[aA]gency(Code)?$|CreditCode$|^creditCode$|Code$/.test(name)) return pools.agency;
  if (name === 'subjectNo') return pools.subjectNo;
  if (/^(caseNumber|caseNo|incidentNo|.*CaseNumber)$/.test(name)) return pools.file;
  return type === 'ID' || /(Id|No|Number)$/.test(name) ? pools.id : pools.text;
}

/** One record with random values; lists stay empty. The key is the `at`-th of its pool, or numbered. */
export function randomRow(catalog: Catalog, type: TypeEntry, at: number, random: Random): WorldRow {
  const row: Record<string, WorldRow[string]> = {};
  for (const field of type.fields.values()) {
    if (field.shape.kind !== 'value' || field.isList) continue;
    const values = valuesOf(catalog, field);
    row[field.name] = random() < 0.08 ? null : (values[Math.floor(random() * values.length)] ?? null);
    if (field.name === type.key) row[field.name] = values[at] ?? `${type.name}-${at}`;
  }
  return row;
}

export function randomWorld(catalog: Catalog, random: Random): World {
  const records = [...catalog.types.values()].filter(({ record }) => record);
  return new Map(
    records.map((type) => [
      type.name,
      Array.from({ length: rowsOfType }, (_, at) => ({
        ...randomRow(catalog, type, at, random),
        [rowId]: `${type.name}#${at}`,
      })),
    ]),
  );
}

/** The agency's own key of a record: outside of its canonical fields. */
export const rowId = '#';
