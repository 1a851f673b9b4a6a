import type { Codec } from '../../codec.js';
import type { EntityBinding } from '../../entity.js';
import { type RawRecord, rawTrue } from '../../raw.js';
import type { Bench } from '../bench.js';
import type { EntityCheck } from '../check.js';
import { standingColumns } from '../standing-columns.js';

export const leastReadColumns: EntityCheck = {
  id: 'least-read.columns',
  of: 'entity',
  title: 'names no column that nobody asked for',
  law: 'A statement for one field names that field’s columns, the key and the watermark, and no column of another field (promise 1).',
  needs: ['a list', 'a source that is asked'],
  run: async (bench, binding, findings) => {
    const known = new Set([
      ...Object.values(binding.fields).flatMap(({ columns }) => columns),
      ...bench.raw(binding).flatMap((row) => Object.keys(row)),
    ]);
    const standing = standingColumns(binding);
    for (const [field, { columns }] of Object.entries(binding.fields)) {
      bench.main.statements();
      await bench.main.page(binding.entity, { fields: [field], first: 3 });
      const statements = bench.main.statements();
      if (statements.length === 0 && columns.length > 0)
        findings.fail(field, 'is read without telling `onStatement`: what leaves cannot be proved');
      for (const statement of statements) {
        if (/\*(?!\))/.test(statement.replace(/count\(\*\)/gi, '')))
          findings.fail(field, 'is read with every column of the table (*)');
        for (const column of new Set(statement.match(/[\p{L}\p{N}_.:]+/gu) ?? [])) {
          if (known.has(column) && !columns.includes(column) && !standing.has(column)) {
            findings.fail(field, `is read together with ${column}, which nobody asked for`);
          }
        }
      }
    }
  },
};

export const leastReadRows: EntityCheck = {
  id: 'least-read.rows',
  of: 'entity',
  title: 'takes no column from the source beside those asked for',
  law: 'The rows that a source answers hold the columns of the query and no others: what was not asked for is not parsed.',
  needs: ['a list', 'a source that is asked'],
  run: async (bench, binding, findings) => {
    const source = await bench.main.source();
    const [column] = Object.values(binding.fields).flatMap(({ columns }) => columns);
    if (source === null || column === undefined) return;
    const columns = [...new Set([binding.key, column])];
    const query = { table: binding.table, columns, where: rawTrue, order: [], limit: 5 };
    const { rows } = await source.rows(query, { requestId: 'check', signal: AbortSignal.timeout(15_000) });
    for (const row of rows) {
      for (const held of Object.keys(row)) {
        if (!columns.includes(held)) findings.fail(null, `the source answers ${held}, which was not asked for`);
      }
    }
  },
};

/** Rows of the table, and of others that have these columns too: what a codec looks at may depend on what it finds. */
function rowsFor(bench: Bench, binding: EntityBinding, { columns }: Codec): readonly RawRecord[] {
  const others = [...(bench.golden?.tables.values() ?? [])]
    .flat()
    .filter((row) => columns.length > 1 && columns.every((column) => column in row));
  return [...bench.raw(binding).slice(0, 50), ...others.slice(0, 50)];
}

export const leastReadCodecs: EntityCheck = {
  id: 'least-read.codecs',
  of: 'entity',
  title: 'reads each field from the columns that its codec names',
  law: 'A codec looks at the columns that it declares and at no others: they are what the field costs, and what a denied field keeps unread.',
  needs: [],
  run: async (bench, binding, findings) => {
    const codecs = [
      ...Object.entries(binding.fields),
      ...(binding.updated === null ? [] : [['(updated)', binding.updated] as const]),
    ];
    for (const [field, codec] of codecs) {
      const everTouched = new Set<string>();
      for (const row of [...rowsFor(bench, binding, codec), {}]) {
        const touched = new Set<string>();
        const trap = new Proxy<Record<string, unknown>>(
          { ...row },
          {
            get: (held, name) => {
              if (typeof name === 'string') touched.add(name);
              return Reflect.get(held, name);
            },
            has: (held, name) => {
              if (typeof name === 'string') touched.add(name);
              return Reflect.has(held, name);
            },
            ownKeys: (held) => {
              touched.add('every column');
              return Reflect.ownKeys(held);
            },
          },
        );
        try {
          codec.read(trap);
        } catch {
          // codec.total tells of it.
        }
        for (const column of touched) {
          everTouched.add(column);
          if (!codec.columns.includes(column))
            findings.fail(field, `its codec looks at ${column}, which it does not declare in \`columns\``);
        }
      }
      if (bench.raw(binding).length === 0 || isConditional(codec)) continue;
      for (const column of codec.columns) {
        if (!everTouched.has(column))
          findings.fail(
            field,
            `its codec declares ${column} and never looks at it: whoever may see the field reads it`,
          );
      }
    }
  },
};

const conditional: ReadonlySet<string> = new Set(['either', 'whenPresent', 'whenAbsent', 'whenOneOf']);

/** Whether it depends on a value which columns are looked at: golden rows need not have that value. */
const isConditional = ({ form }: Codec): boolean =>
  form !== undefined && (conditional.has(form.name) || form.options?.on !== undefined || form.of !== undefined);

export const leastReadAnswers: EntityCheck = {
  id: 'least-read.answers',
  of: 'entity',
  title: 'answers nothing that only a condition needed',
  law: 'A field that a condition tests and nobody asked for is not in the answer.',
  needs: ['a list'],
  run: async (bench, binding, findings) => {
    const [asked, ...others] = Object.keys(binding.fields);
    if (asked === undefined) return;
    for (const field of others) {
      const where = { op: 'isNull', field, value: false } as const;
      const { rows } = await bench.main.page(binding.entity, { fields: [asked], where, first: 3 });
      for (const { values } of rows) {
        for (const held of Object.keys(values)) {
          if (held !== asked)
            findings.fail(held, `is answered because a condition tested it: only ${asked} was asked for`);
        }
      }
    }
  },
};
