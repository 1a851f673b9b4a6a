import type { Page } from '../../../schema/adapter.js';
import type { EntityCheck } from '../check.js';
import { endOf } from '../findings.js';
import { conditionsOn, differenceOf, expectedPage, keysOf, placeOf } from '../oracle.js';

const nothing: Page = { rows: [], hasNext: false, total: null };

export const lookupGroups: EntityCheck = {
  id: 'lookup.groups',
  of: 'entity',
  title: 'answers each key with its own records',
  law: 'A lookup of many keys gives, for each, the records whose value is that key: in order, no more than asked for, truly counted, and none of another key’s (one person’s records are never another’s).',
  needs: ['lookups'],
  run: async (bench, binding, findings) => {
    const rows = await bench.rows(binding);
    for (const field of binding.lookups) {
      const keys = [...new Set(rows.flatMap((row) => keysOf(row, field)))];
      const values = [...keys.slice(0, 60), 'plumbline-no-such-key'];
      for (const request of [
        { first: 20_000 },
        { first: 1, count: true },
        { first: 2, order: [{ field, direction: 'DESC' as const }] },
      ]) {
        const { groups } = await bench.main.read(binding.entity, { by: { field, values }, ...request });
        const what = `a lookup of ${values.length} keys, ${request.first} records each,`;
        for (const value of groups.keys())
          if (!values.includes(value)) findings.fail(field, `${what} answers a key that was not asked for`);
        for (const value of values) {
          const own = rows.filter((row) => keysOf(row, field).includes(value));
          const found = groups.get(value) ?? nothing;
          const expected = expectedPage(own, request);
          const difference = differenceOf(found, { ...expected, total: groups.has(value) ? expected.total : null });
          if (difference !== null) findings.fail(field, `${what} ${difference}`);
          if (found.rows.some((row) => row.values[field] !== undefined && !keysOf(row, field).includes(value)))
            findings.fail(field, `${what} answers a key with records of another`);
        }
      }
    }
  },
};

export const lookupAlone: EntityCheck = {
  id: 'lookup.alone',
  of: 'entity',
  title: 'remembers nothing of the key that was asked before',
  law: 'Keys that are asked one after the other are answered as together: nobody is given the records of whoever was asked for before.',
  needs: ['lookups'],
  run: async (bench, binding, findings) => {
    const rows = await bench.rows(binding);
    for (const field of binding.lookups) {
      const keys = [...new Set(rows.flatMap((row) => keysOf(row, field)))].slice(0, 3);
      for (const value of [...keys, ...keys.slice(0, 1)]) {
        const { groups } = await bench.main.read(binding.entity, { by: { field, values: [value] } });
        const own = rows.filter((row) => keysOf(row, field).includes(value));
        const difference = differenceOf(groups.get(value) ?? nothing, expectedPage(own, {}));
        if (difference !== null) findings.fail(field, `a lookup of one key after another ${difference}`);
      }
    }
  },
};

export const lookupPages: EntityCheck = {
  id: 'lookup.pages',
  of: 'entity',
  title: 'pages within a key as within a list',
  law: 'The pages of one key’s records add up to them, under a condition as well.',
  needs: ['lookups'],
  run: async (bench, binding, findings) => {
    const rows = await bench.rows(binding);
    for (const field of binding.lookups) {
      const counts = new Map<string, number>();
      for (const row of rows) for (const key of keysOf(row, field)) counts.set(key, (counts.get(key) ?? 0) + 1);
      const [busiest] = [...counts].sort(([, a], [, b]) => b - a);
      if (busiest === undefined) continue;
      const [value] = busiest;
      const own = rows.filter((row) => keysOf(row, field).includes(value));
      const { rows: ordered } = expectedPage(own, {});
      for (const [at, row] of ordered.slice(0, 5).entries()) {
        const request = { first: 1, after: placeOf(row, []) };
        const { groups } = await bench.main.read(binding.entity, { by: { field, values: [value] }, ...request });
        const difference = differenceOf(groups.get(value) ?? nothing, expectedPage(own, request));
        if (difference !== null) findings.fail(field, `page ${at + 2} of a key ${difference}`);
      }
      const other = Object.keys(binding.fields).find((each) => each !== field);
      if (other === undefined) continue;
      for (const where of conditionsOn(other, own, 1)) {
        const { groups } = await bench.main.read(binding.entity, { by: { field, values: [value] }, where });
        const difference = differenceOf(groups.get(value) ?? nothing, expectedPage(own, { where }));
        if (difference !== null) findings.fail(field, `a lookup under a condition on ${other} ${difference}`);
      }
    }
  },
};

export const lookupMany: EntityCheck = {
  id: 'lookup.many',
  of: 'entity',
  title: 'looks up more keys than fit into one call',
  law: 'A thousand keys are divided into calls of at most 500; no key is lost between two calls.',
  needs: ['lookups'],
  run: async (bench, binding, findings) => {
    const rows = await bench.rows(binding);
    for (const field of binding.lookups) {
      const keys = [...new Set(rows.flatMap((row) => keysOf(row, field)))].slice(0, 3);
      const padding = Array.from({ length: 600 }, (_, at) => `plumbline-no-such-key-${at}`);
      const values = [...keys.slice(0, 1), ...padding, ...keys.slice(1)];
      try {
        const { groups } = await bench.main.read(binding.entity, { by: { field, values }, fields: [field] });
        for (const key of keys)
          if ((groups.get(key)?.rows.length ?? 0) === 0) findings.fail(field, `a key is lost among ${values.length}`);
      } catch (error) {
        findings.fail(field, `a lookup of ${values.length} keys ends in ${endOf(error)}`);
      }
    }
  },
};
