import { defineAdapter } from '../../../../sdk/define.js';
import { bind, type EntityShape, type FieldMap } from '../../../../sdk/entity.js';
import {
  type Codec,
  code,
  dateTime,
  flag,
  formerName,
  list,
  months,
  type OpenSource,
  type RawRecord,
  type Source,
  type SqlTable,
  sql,
  text,
  z,
} from '../../../../sdk/index.js';
import type { Golden, ReferenceRecord } from '../../../../sdk/testing/index.js';
import {
  opening,
  fields as plainFields,
  golden as plainGolden,
  rows as plainRows,
  shape as plainShape,
} from '../permits.js';
import type { Base } from './mutant.js';

/** The permits with everything that tables hold and integrators get wrong; row 12 may not be shared. */
export const rows: readonly RawRecord[] = [...plainRows, { ...plainRows[1], XKBH: 'XK9999' }].map((row, at) => ({
  ...row,
  // A name that a police system wrote with a private character, a former name, letters in both cases, a comma in a wildcard's place.
  ...(at === 3 ? { XM: '张\ue000伟', CYM: null } : { CYM: at === 1 ? '张三（曾用名张叁）' : null }),
  ...(at === 7 ? { BZ: ' 说明7 ' } : {}),
  ...(at === 6 ? { XKBH: 'xk0000', BZ: 'abc_1%' } : at === 10 ? { BZ: 'ABC-1' } : at === 9 ? { BZ: '' } : {}),
  ...(at === 1 ? { JE: '1.15' } : {}),
  ...(at === 5 ? { GXSJ: null } : {}),
  TZSJ: at === 2 ? null : `2024-06-0${(at % 9) + 1} 07:30:00`,
  TK: at % 3 === 0 ? '第一条、第二条' : at % 3 === 1 ? '第三条' : null,
  MZ: at % 2 === 0 ? '01' : '11',
  YXQ: String(12 + at),
  XZQH: at === 4 ? null : at % 2 === 0 ? '371422' : '371402',
  HJXZQH: '650102',
  SFFC: at % 5 === 0 ? '1' : '0',
  MJ: at === 12 ? '机密' : '',
  LRSJ: '2024-01-01 00:00:00',
}));

export const fields = {
  ...plainFields,
  formerName: formerName('CYM'),
  heard: dateTime('TZSJ'),
  articles: list('TK', text),
  ethnicityCode: code('MZ', 'GB/T 3304'),
  term: months('YXQ'),
  jurisdictionDivisionCode: text('XZQH', { clean: true }),
  sealed: flag('SFFC', { clean: true }),
} as const;

export const shape = { ...plainShape, fields, excluded: [{ column: 'MJ', is: ['机密', '绝密'] }] } as const;

/** Written by hand, as an integrator would from the interface document. */
export const golden: Golden = {
  tables: new Map([['XZXK', rows]]),
  expected: new Map([
    [
      'Permit',
      (plainGolden.expected.get('Permit') ?? []).map(
        (record, at): ReferenceRecord => ({
          ...record,
          ...(at === 6 ? { id: 'xk0000' } : {}),
          asOf: at === 5 ? null : `2024-05-${at + 10}T08:00:00+08:00`,
          values: {
            ...record.values,
            ...(at === 1 ? { fee: 115 } : {}),
            ...(at === 2 ? {} : { heard: ['DATE_VARIANT'] as const }),
            ...(at === 3 ? { name: '张\ue000伟' } : {}),
            ...(at === 6
              ? { number: 'xk0000', remark: 'abc_1%' }
              : at === 10
                ? { remark: 'ABC-1' }
                : at === 9
                  ? { remark: null }
                  : {}),
            formerName: at === 1 ? '张叁' : null,
            heard: at === 2 ? null : `2024-06-0${(at % 9) + 1}T07:30:00+08:00`,
            articles: at % 3 === 0 ? ['第一条', '第二条'] : at % 3 === 1 ? ['第三条'] : null,
            ethnicityCode: at % 2 === 0 ? '01' : '11',
            term: 12 + at,
            jurisdictionDivisionCode: at === 4 ? null : at % 2 === 0 ? '371422' : '371402',
            sealed: at % 5 === 0,
          },
          flags: {
            ...record.flags,
            ...(at === 1 ? { formerName: ['NAME_VARIANT'] as const } : {}),
            ...(at === 2 ? {} : { heard: ['DATE_VARIANT'] as const }),
            ...(at === 3 ? { name: ['ENCODING'] as const } : {}),
            ...(at === 7 ? { remark: ['WHITESPACE'] as const } : {}),
          },
        }),
      ),
    ],
  ]),
};

const options = z.object({ url: z.string() }).strict();

interface Parts {
  readonly shape?: object;
  readonly source?: (url: string) => Source<SqlTable>;
  readonly secrets?: readonly 'url'[];
}

/** The bureau's adapter with some of its parts replaced. */
export const permitsWith = ({ shape: own = shape, source = (url) => sql({ url }), secrets = ['url'] }: Parts) =>
  defineAdapter({
    id: 'permits-sql',
    agency: '行政审批局',
    options,
    secrets,
    source: ({ url }) => source(url),
    entities: [bind<SqlTable, FieldMap>('Permit', own as EntityShape<SqlTable, FieldMap>)],
  });

export const sqlBase: Base = { name: 'sql', definition: permitsWith({}), options: opening, golden };

export const withPage = (change: object) => permitsWith({ shape: { ...shape, ...change } });

export const withField = (field: keyof typeof fields, codec: Codec) =>
  withPage({ fields: { ...fields, [field]: codec } });

/** The honest codec with parts of it replaced. */
export const like = (field: keyof typeof fields, change: Partial<Codec>): Codec => ({ ...fields[field], ...change });

type OpenTables = OpenSource<SqlTable>;

/** The adapter over a source of the integrator's own, which goes to the database and does one thing wrong. */
export const withSource = (wrap: (source: OpenTables, url: string) => Partial<OpenTables>) =>
  permitsWith({
    source: (url) => {
      const own = sql({ url });
      return {
        ...own,
        open: async (setting) => {
          const source = await own.open(setting);
          return { ...source, ...wrap(source, url) };
        },
      };
    },
  });
