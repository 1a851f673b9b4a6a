// long: one table of services and sources that are wrong in one way each.
import { defineAdapter } from '../../../../sdk/define.js';
import { bind } from '../../../../sdk/entity.js';
import {
  type OpenSource,
  type RestResource,
  type RestSettings,
  rest,
  type Source,
  SourceFailure,
} from '../../../../sdk/index.js';
import { lenient } from './lenient-service.js';
import type { Base, Mutant } from './mutant.js';
import { shape } from './permit.js';
import type { Given } from './service.js';
import { impatient, opening, options, resource, restGolden } from './service.js';

/** As the service's interface document says. */
const restSettings = ({ url, secret }: Given) =>
  ({
    baseUrl: url,
    auth: {
      kind: 'token',
      login: {
        path: '/login',
        body: { secret },
        token: 'data.token',
        expiresIn: 'data.expires',
        expiredCodes: ['1002'],
      },
    },
    request: {
      method: 'POST',
      fields: 'fields',
      page: { kind: 'page-number', number: 'page', size: 'size', largest: 5 },
      filters: { as: 'object', parameter: 'filters' },
      valuesPerCall: 50,
    },
    envelope: { code: 'code', success: ['0'], rows: 'data.rows', total: 'data.total' },
  }) as const satisfies RestSettings;

type Settings = ReturnType<typeof restSettings>;

const permitsRest = (source: (given: Given) => Source<RestResource>, table = resource) =>
  defineAdapter({
    id: 'permits-rest',
    agency: '行政审批局',
    options,
    secrets: ['secret'],
    source,
    entities: [bind('Permit', { ...shape, table })],
  });

const restBase: Base = {
  name: 'rest',
  definition: permitsRest((given) => rest(restSettings(given))),
  options: opening,
  golden: restGolden,
};

/** The service keeps to its document; the adapter reads it by other settings. */
const misread = (change: (settings: Settings) => RestSettings) =>
  permitsRest((given) => ({
    ...rest(restSettings(given)),
    open: (setting) => rest(change(restSettings(given))).open(setting),
  }));

/** The same for what the binding says of a list. */
const misbound = (own: RestResource) =>
  permitsRest((given) => {
    const source = rest(restSettings(given));
    return {
      ...source,
      open: async (setting) => {
        const opened = await source.open(setting);
        return {
          ...opened,
          takes: (_table, condition) => opened.takes(own, condition),
          rows: (query, context) => opened.rows({ ...query, table: own }, context),
        };
      },
    };
  });

type OpenRest = OpenSource<RestResource>;

const wrapped = (wrap: (source: OpenRest) => Partial<OpenRest>) =>
  permitsRest((given) => {
    const own = rest(restSettings(given));
    return {
      ...own,
      open: async (setting) => {
        const source = await own.open(setting);
        return { ...source, ...wrap(source) };
      },
    };
  });

const base = restBase;
const golden$ = { base, by: 'reading.golden' } as const;

export const restMutants: readonly Mutant[] = [
  {
    name: 'envelope-elsewhere',
    fault: 'looks for the records where the service does not put them',
    ...golden$,
    names: /look at `envelope`/,
    definition: misread((own) => ({ ...own, envelope: { ...own.envelope, rows: 'data.list' } })),
  },
  {
    name: 'total-misread',
    fault: 'takes the code of success for the number of records',
    ...golden$,
    names: /6 of 11 golden records are not answered: no more than one page is: look at the total/,
    definition: misread((own) => ({ ...own, envelope: { ...own.envelope, total: 'code' } })),
  },
  {
    name: 'page-size-above-the-largest',
    fault: 'asks for pages longer than the service gives, and takes the first for the last',
    ...golden$,
    names: /6 of 11 golden records are not answered: no more than one page is: .* how long a page may be/,
    definition: misread(({ envelope: { total: _, ...envelope }, ...own }) => ({
      ...own,
      envelope,
      request: { ...own.request, page: { ...own.request.page, largest: 50 } },
    })),
  },
  {
    name: 'pages-from-zero',
    fault: 'counts pages from 0 where the service counts from 1',
    ...golden$,
    names: /a page has fewer records than its total promises: look at how pages are counted/,
    definition: misread((own) => ({ ...own, request: { ...own.request, page: { ...own.request.page, first: 0 } } })),
  },
  {
    name: 'page-parameter-misspelt',
    fault: 'misspells the parameter of the page: every page is the first',
    ...golden$,
    names: /every page is the same one: look at what the parameter of the page is called/,
    definition: misread((own) => ({
      ...own,
      request: { ...own.request, page: { ...own.request.page, number: 'pageNo' } },
    })),
  },
  {
    name: 'expired-token-called-success',
    fault: 'takes the code of a token that is over for one of success',
    base,
    by: 'fault.http.credentials-expire',
    names: /^Permit: a read fails when the token is over/,
    definition: misread(({ auth, ...own }) => ({
      ...own,
      auth: { ...auth, login: { ...auth.login, expiredCodes: [] } },
      envelope: { ...own.envelope, success: ['0', '1002'] },
    })),
  },
  {
    name: 'token-never-renewed',
    fault: 'does not know the code of a token that is over',
    base,
    by: 'fault.http.credentials-expire',
    names: /^Permit: a read fails when the token is over/,
    definition: misread(({ auth, ...own }) => ({
      ...own,
      auth: { ...auth, login: { ...auth.login, expiredCodes: [] } },
    })),
  },
  {
    name: 'token-sent-otherwise',
    fault: 'sends the token in another header than the service reads',
    ...golden$,
    names: /the service does not know who asks: look at `auth`/,
    definition: misread(({ auth, ...own }) => ({
      ...own,
      auth: { ...auth, login: { ...auth.login, header: { name: 'X-Token', prefix: '' } } },
    })),
  },
  {
    name: 'filters-in-another-form',
    fault: 'sends filters as parameters where the service wants an object: it ignores them',
    base,
    by: 'filter.exact',
    names: /^Permit\.\w+: .* ends in SOURCE_UNAVAILABLE \(MALFORMED\): .* look at how conditions are sent/,
    definition: misread((own) => ({ ...own, request: { ...own.request, filters: { as: 'parameters' } } })),
  },
  {
    name: 'filter-that-the-service-ignores',
    fault: 'claims a filter by kind of fee that the service does not have',
    base,
    by: 'source.filters',
    names: /^Permit.*(the source takes `in` on MZ and answers other rows|could not be checked)/,
    definition: misbound({ ...resource, equals: [...resource.equals, 'MZ'] }),
  },
  {
    name: 'filter-not-used',
    fault: 'does not claim a filter that the service has',
    base,
    by: 'source.underclaims',
    names: /^Permit\.\w+: the source does not claim `in` on LX, and applies it rightly/,
    definition: wrapped((source) => ({
      takes: (table, condition) =>
        !(condition.op === 'in' && condition.column === 'LX') && source.takes(table, condition),
    })),
  },
  {
    name: 'service-trusted',
    fault: 'does not test what the service answers: another person’s rows come under the key that was asked for',
    base,
    by: 'fault.row.outside-filter',
    names: /^Permit\.\w+: a condition of one key answers the records of another/,
    definition: wrapped(() => ({ isDoubted: false })),
  },
  {
    name: 'signal-ignored',
    waits: true,
    fault: 'does not hand its caller’s signal to the call',
    base,
    by: 'fault.http.cancellation',
    names: /^Permit: (a read goes on after its caller gave up|the system is not told)/,
    definition: wrapped((source) => ({
      rows: (query, { requestId }) => source.rows(query, { requestId, signal: new AbortController().signal }),
    })),
  },
  {
    name: 'hangs-with-the-service',
    waits: true,
    fault: 'waits for a service that never answers, whatever its caller’s signal says',
    base,
    by: 'fault.http.hang',
    names: /when the \w+ never answers, a read goes on after its caller gave up/,
    definition: wrapped((source) => ({
      rows: (query, { requestId }) => source.rows(query, { requestId, signal: new AbortController().signal }),
    })),
  },
  {
    name: 'retry-after-ignored',
    waits: true,
    fault: 'gives up at once when the service asks for a second’s patience',
    base,
    by: 'fault.http.status-429-once',
    names: /a read ends in SOURCE_UNAVAILABLE \(QUOTA\), where the same answer is due/,
    definition: wrapped(impatient),
  },
  {
    name: 'web-page-for-empty',
    fault: 'takes an answer that it cannot parse for an empty one',
    base,
    by: 'fault.http.html-200',
    names: /when the \w+ answers a web page with status 200, a read is answered as empty/,
    definition: wrapped((source) => ({
      rows: (query, context) =>
        source.rows(query, context).catch((cause: unknown) => {
          if (cause instanceof SourceFailure && cause.reason === 'MALFORMED') return { rows: [], asOf: null };
          throw cause;
        }),
    })),
  },
  {
    name: 'last-of-two-members',
    fault: 'takes the last of two values of one name, whichever the agency meant',
    base,
    by: 'fault.http.duplicate-members',
    names: /when the \w+ has two values of one name in a record, a read is answered/,
    definition: permitsRest((given) => lenient(rest(restSettings(given)), given)),
  },
  {
    name: 'no-limit-of-an-answer',
    fault: 'takes whatever length an answer has, and finds out afterwards that it is none',
    base,
    by: 'fault.http.flood',
    names: /answers a hundred megabytes, memory grows by more than 64 MiB/,
    definition: misread((own) => ({ ...own, bodyLimit: 1024 ** 3 })),
  },
  {
    name: 'not-found-for-empty',
    fault: 'takes 404 for no records',
    base,
    by: 'fault.http.status-404',
    names: /when the \w+ answers 404, a read is answered as empty/,
    definition: wrapped((source) => ({
      rows: (query, context) =>
        source.rows(query, context).catch((cause: unknown) => {
          if (cause instanceof Error && cause.message.includes('404')) return { rows: [], asOf: null };
          throw cause;
        }),
    })),
  },
  {
    name: 'page-lost-to-an-error',
    fault: 'answers the pages that it has when a later one fails',
    base,
    by: 'fault.http.reset',
    names: /when the \w+ breaks the connection .*, a read is answered/,
    definition: wrapped((source) => {
      let last: Awaited<ReturnType<OpenRest['rows']>> = { rows: [], asOf: null };
      return {
        rows: async (query, context) => {
          try {
            last = await source.rows(query, context);
            return last;
          } catch {
            return { ...last, rows: last.rows.slice(0, 5) };
          }
        },
      };
    }),
  },
  {
    name: 'connections-left-open',
    waits: true,
    fault: 'does not close its connections',
    base,
    by: 'lifecycle.close',
    names: /\d+ connections or files are still open after `close`/,
    definition: wrapped(() => ({ close: async () => {} })),
  },
  {
    name: 'close-never-ends',
    waits: true,
    fault: 'waits when it is closed for calls that never come',
    base,
    by: 'lifecycle.close',
    names: /closing does not end/,
    definition: wrapped((source) => ({
      close: async () => {
        await source.close();
        await new Promise(() => {});
      },
    })),
  },
];
