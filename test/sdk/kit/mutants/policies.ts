import { policyChecks } from '../../../../cli/adapter/policy-stage.js';
import type { ReadRequest, ReadResult } from '../../../../schema/adapter.js';
import { always } from '../../../../schema/condition.js';
import { citizenId, code, date, defineAdapter, entity, flag, memory, text, z } from '../../../../sdk/index.js';
import type { RawRecord } from '../../../../sdk/source.js';
import { clock } from '../permits.js';
import type { Base, Mutant } from './mutant.js';

const ids = ['37142219800101123X', '150402199211150024', '370102198802291013'];
const rows: readonly RawRecord[] = Array.from({ length: 15 }, (_, at) => ({
  dxbh: `D${String(at).padStart(3, '0')}`,
  sfzhm: ids[at % 3],
  dh: `1380000${String(at).padStart(4, '0')}`,
  jkzk: '良好',
  ksrq: `2025-0${(at % 9) + 1}-10`,
  xzqh: ['371422', '371402', '650102'][at % 3],
  sffc: at % 5 === 0 ? '1' : '0',
  jgdm: '371422-sfj',
}));

const fields = {
  subjectNo: text('dxbh', { clean: true }),
  citizenId: citizenId('sfzhm'),
  phone: text('dh'),
  health: text('jkzk'),
  correctionStartDate: date('ksrq', { clean: true }),
  jurisdictionDivisionCode: code('xzqh', 'GB/T 2260', { clean: true }),
  sealed: flag('sffc', { clean: true }),
  agencyCode: text('jgdm', { clean: true }),
};

function subjects(own: Partial<typeof fields> = fields) {
  const tables = { dx: [...rows] };
  return defineAdapter({
    id: 'subjects',
    agency: '371422-sfj',
    options: z.object({}),
    source: () => memory({ tables }),
    entities: [
      entity('CorrectionSubject', { table: 'dx', key: 'dxbh', fields: own, lookups: ['subjectNo', 'citizenId'] }),
    ],
  });
}

const base: Base = {
  name: 'under policy',
  definition: subjects(),
  options: {},
  golden: { tables: new Map([['dx', rows]]), expected: new Map() },
  extra: policyChecks(clock),
};

type Answer = (request: ReadRequest, ask: (request: ReadRequest) => Promise<ReadResult>) => Promise<ReadResult>;

const reading = (answer: Answer) => {
  const honest = subjects();
  return {
    ...honest,
    open: async (...given: Parameters<typeof honest.open>) => {
      const opened = await honest.open(...given);
      const readers = opened.readers.map((reader) => ({
        ...reader,
        read: ((request, context) =>
          answer(request, (asked) => reader.read(asked, context))) satisfies typeof reader.read,
      }));
      return { ...opened, readers };
    },
  };
};

const { sealed: _, ...unsealed } = fields;

/** What an adapter does wrong that only shows when somebody asks who may not see all. */
export const policyMutants: readonly Mutant[] = [
  {
    name: 'denied-columns-read',
    fault: 'reads every field, and leaves it to the hub to drop what the caller may not see',
    base,
    by: 'policy.columns',
    names: /^CorrectionSubject\.\w+: its column is read for .*, whom it is denied/,
    definition: reading((request, ask) => ask({ ...request, fields: Object.keys(fields) })),
  },
  {
    name: 'denied-field-as-another',
    fault: 'answers the citizen id in the field of the agency’s code, and reads its column there',
    base,
    by: 'least-read.codecs',
    names: /^CorrectionSubject\.agencyCode: its codec looks at sfzhm, which it does not declare/,
    definition: subjects({
      ...fields,
      agencyCode: {
        ...fields.agencyCode,
        read: (raw) => (typeof raw.sfzhm === 'string' ? { value: raw.sfzhm, flags: [] } : fields.agencyCode.read(raw)),
      },
    }),
  },
  {
    name: 'sealing-unmapped',
    fault: 'does not say which records are sealed',
    base,
    by: 'policy.sealing',
    names: /^CorrectionSubject\.sealed: is not mapped/,
    definition: subjects(unsealed),
  },
  {
    name: 'row-conditions-ignored',
    fault: 'ignores the conditions that the policies add',
    base,
    by: 'policy.rows',
    names: /^CorrectionSubject: \d+ rows are answered that do not exist for/,
    definition: reading((request, ask) => ask({ ...request, where: always })),
  },
  {
    name: 'permitted-rows-withheld',
    fault: 'leaves out a row that the caller may see',
    base,
    by: 'policy.rows',
    names: /^CorrectionSubject: \d+ rows are missing for/,
    definition: reading(async (request, ask) => {
      const { groups, asOf } = await ask(request);
      const isPlain = request.where.op === 'true';
      return {
        asOf,
        groups: new Map(
          [...groups].map(([key, page]) => [key, isPlain ? page : { ...page, rows: page.rows.slice(1) }]),
        ),
      };
    }),
  },
  {
    name: 'hidden-rows-counted',
    fault: 'counts rows that do not exist for the caller',
    base,
    by: 'policy.pages',
    names: /^CorrectionSubject: totalCount is not the number of rows that exist for/,
    definition: reading(async (request, ask) => {
      const { groups, asOf } = await ask(request);
      if (!request.count || request.by !== undefined || request.where.op === 'true') return { groups, asOf };
      const whole = await ask({ ...request, where: always });
      const total = [...whole.groups.values()][0]?.total ?? null;
      return { asOf, groups: new Map([...groups].map(([key, page]) => [key, { ...page, total }])) };
    }),
  },
  {
    name: 'hidden-rows-by-key',
    fault: 'forgets the conditions that the policies add when it looks up a key',
    base,
    by: 'policy.entities',
    names: /^CorrectionSubject: _entities answers rows that do not exist for/,
    definition: reading((request, ask) => ask(request.by === undefined ? request : { ...request, where: always })),
  },
];
