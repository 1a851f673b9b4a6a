import type { EntityReader, ReadRequest, ReadResult } from '../../../../schema/adapter.js';
import type { Mutant } from './mutant.js';
import { permitsWith, sqlBase } from './permit.js';

const base = sqlBase;

type Answer = (request: ReadRequest, ask: (request: ReadRequest) => Promise<ReadResult>) => Promise<ReadResult>;

/** The adapter with readers of the integrator's own around its readers. */
const withReader = (change: (reader: EntityReader) => EntityReader) => {
  const honest = permitsWith({});
  return {
    ...honest,
    open: async (...given: Parameters<typeof honest.open>) => {
      const opened = await honest.open(...given);
      return { ...opened, readers: opened.readers.map(change) };
    },
  };
};

const reading = (answer: Answer) =>
  withReader((reader) => ({
    ...reader,
    read: (request, context) => answer(request, (asked) => reader.read(asked, context)),
  }));

const changing = (
  change: (
    page: ReadResult['groups'] extends ReadonlyMap<string, infer Page> ? Page : never,
    request: ReadRequest,
  ) => typeof page,
) =>
  reading(async (request, ask) => {
    const { groups, asOf } = await ask(request);
    return { asOf, groups: new Map([...groups].map(([key, page]) => [key, change(page, request)])) };
  });

/** What readers of one's own do wrong. */
export const readerMutants: readonly Mutant[] = [
  {
    name: 'all-fields-answered',
    fault: 'answers every field, whatever was asked for',
    base,
    by: 'reading.absence',
    names: /^Permit\.citizenId: is answered when only number was asked for/,
    definition: withReader((reader) => ({
      ...reader,
      read: (request, context) => reader.read({ ...request, fields: [...reader.fields] }, context),
    })),
  },
  {
    name: 'condition-s-fields-answered',
    fault: 'answers the fields that a condition tested',
    base,
    by: 'least-read.answers',
    names: /^Permit\.citizenId: is answered because a condition tested it/,
    definition: reading((request, ask) =>
      ask('field' in request.where ? { ...request, fields: [...request.fields, request.where.field] } : request),
    ),
  },
  {
    name: 'never-more',
    fault: 'never says that there are more',
    base,
    by: 'paging.whole',
    names: /says that there are no more, and there are/,
    definition: changing((page) => ({ ...page, hasNext: false })),
  },
  {
    name: 'always-more',
    fault: 'says that there are more as long as a page is full',
    base,
    by: 'paging.whole',
    names: /says that there are more, and there are none/,
    definition: changing((page, { first }) => ({ ...page, hasNext: page.rows.length === first })),
  },
  {
    name: 'total-of-the-page',
    fault: 'counts the page for the total',
    base,
    by: 'paging.whole',
    names: /counts \d+ where there are \d+/,
    definition: changing((page) => ({ ...page, total: page.total === null ? null : page.rows.length })),
  },
  {
    name: 'place-ignored',
    fault: 'begins every page from the start',
    base,
    by: 'paging.whole',
    names: /page 2 by .* answers other records/,
    definition: reading(({ after: _, ...request }, ask) => ask(request)),
  },
  {
    name: 'place-by-number',
    fault: 'counts rows to find a page’s place: what is written meanwhile moves it',
    base,
    by: 'paging.inserts',
    names: /records are answered twice when others are written between pages/,
    definition: placeByNumber(),
  },
  {
    name: 'since-ignored',
    fault: 'answers everything to the question what changed',
    base,
    by: 'changes.since',
    names: /^Permit: changes since an instant are \d+ records where \d+ were written/,
    definition: reading(({ since: _, ...request }, ask) => ask(request)),
  },
  {
    name: 'groups-shifted',
    fault: 'answers each key with the records of the one after it',
    base,
    by: 'lookup.groups',
    names:
      /^Permit\.\w+: a lookup of \d+ keys, \d+ records each, answers (a key with records of another|other records)/,
    definition: reading(async (request, ask) => {
      const { groups, asOf } = await ask(request);
      const [keys, pages] = [[...groups.keys()], [...groups.values()]];
      const shifted = keys.flatMap((key, at) => {
        const page = pages[(at + 1) % pages.length];
        return page === undefined ? [] : [[key, page] as const];
      });
      return { asOf, groups: new Map(shifted) };
    }),
  },
  {
    name: 'condition-of-a-lookup-ignored',
    fault: 'forgets the condition when it looks up a key',
    base,
    by: 'lookup.pages',
    names: /^Permit\.\w+: a lookup under a condition on \w+ answers other records/,
    definition: reading((request, ask) =>
      ask(request.by === undefined ? request : { ...request, where: { op: 'true' } }),
    ),
  },
  {
    name: 'capability-overclaimed',
    fault: 'claims that it orders by every field',
    base,
    by: 'capability.claims',
    names: /^Permit: the capability `orders` is told otherwise/,
    definition: withReader((reader) =>
      reader.capabilities === undefined
        ? reader
        : { ...reader, capabilities: { ...reader.capabilities, orders: [...reader.fields] } },
    ),
  },
  {
    name: 'capability-underclaimed',
    fault: 'claims no counts, although the database counts',
    base,
    by: 'capability.claims',
    names: /^Permit: the capability `counts` is told otherwise/,
    definition: withReader((reader) =>
      reader.capabilities === undefined
        ? reader
        : { ...reader, capabilities: { ...reader.capabilities, counts: false } },
    ),
  },
];

function placeByNumber() {
  const seen = new Map<string, number>();
  return reading(async ({ after, ...request }, ask) => {
    if (request.by !== undefined || request.first > 2)
      return ask(after === undefined ? request : { ...request, after });
    const skipped = after === undefined ? 0 : (seen.get(after.id) ?? 0);
    const { groups, asOf } = await ask({ ...request, first: skipped + request.first });
    return {
      asOf,
      groups: new Map(
        [...groups].map(([key, page]) => {
          const rows = page.rows.slice(skipped);
          for (const [at, { id }] of rows.entries()) seen.set(id, skipped + at + 1);
          return [key, { ...page, rows }];
        }),
      ),
    };
  });
}
