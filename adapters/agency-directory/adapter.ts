import { readFile } from 'node:fs/promises';
import { code, defineAdapter, entity, enumeration, memory, text, z } from 'plumbline/sdk';

const kinds = [
  'COURT',
  'PROCURATORATE',
  'PUBLIC_SECURITY',
  'JUSTICE_BUREAU',
  'CORRECTIONS_AGENCY',
  'JUDICIAL_OFFICE',
  'PRISON',
  'DETENTION_CENTRE',
  'ADMIN_ENFORCEMENT',
  'POLITICAL_LEGAL_COMMITTEE',
  'CORRECTIONS_COMMITTEE',
  'RESIDENT_PROCURATORATE_OFFICE',
] as const;
const levels = ['NATIONAL', 'PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP'] as const;

const itself = <const Values extends readonly string[]>(values: Values) =>
  Object.fromEntries(values.map((value) => [value, value])) as { readonly [V in Values[number]]: V };

const rowsShape = z.array(z.record(z.string(), z.string().nullable()));

/** The directory of agencies that a deployment keeps itself: a JSON file with one row an agency. */
export const agencyDirectory = defineAdapter({
  id: 'agency-directory',
  agency: 'HUB',
  options: z.object({ file: z.string().describe('JSON file: an array of rows with the fields of Agency.') }).strict(),
  source: ({ file }) => ({
    kind: 'memory',
    open: async (setting) => {
      const rows = rowsShape.parse(JSON.parse(await readFile(file, 'utf8')));
      return memory({ tables: { agency: rows } }).open(setting);
    },
  }),
  entities: [
    entity('Agency', {
      table: 'agency',
      key: 'agencyCode',
      fields: {
        agencyCode: text('agencyCode'),
        name: text('name'),
        kind: enumeration('kind', itself(kinds)),
        level: enumeration('level', itself(levels)),
        divisionCode: code('divisionCode', 'GB/T 2260'),
        parentCode: text('parentCode'),
        courtCode: text('courtCode'),
      },
      lookups: ['agencyCode'],
    }),
  ],
});
