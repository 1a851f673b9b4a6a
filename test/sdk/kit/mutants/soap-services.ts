import { defineAdapter } from '../../../../sdk/define.js';
import { bind } from '../../../../sdk/entity.js';
import { type OpenSource, type SoapService, type SoapSettings, type Source, soap } from '../../../../sdk/index.js';
import type { Base, Mutant } from './mutant.js';
import { fields, golden, shape } from './permit.js';
import type { Given } from './service.js';
import { impatient, opening, options } from './service.js';

const service: SoapService = { service: 'XZXK', key: 'XKBH', equals: ['XKBH', 'ZJHM', 'LX'] };
const soapSettings = ({ url, secret }: Given): SoapSettings => ({
  url: `${url}/services`,
  namespace: 'http://example.invalid/permits',
  operation: 'query',
  caller: { element: 'Caller', fields: { id: 'hub', password: secret } },
  success: '0000',
  reasons: { 9001: 'CREDENTIALS' },
  largestPage: 5,
  valuesPerCall: 50,
});

const plain = Object.fromEntries(Object.entries(fields).map(([name, codec]) => [name, codec]));

const permitsSoap = (source: (given: Given) => Source<SoapService>) =>
  defineAdapter({
    id: 'permits-soap',
    agency: '行政审批局',
    options,
    secrets: ['secret'],
    source,
    entities: [bind('Permit', { ...shape, fields: plain, table: service })],
  });

const soapBase: Base = {
  name: 'soap',
  definition: permitsSoap((given) => soap(soapSettings(given))),
  options: opening,
  golden,
};

const missoaped = (change: (settings: SoapSettings) => SoapSettings) =>
  permitsSoap((given) => ({
    ...soap(soapSettings(given)),
    open: (setting) => soap(change(soapSettings(given))).open(setting),
  }));

const wrappedSoap = (wrap: (source: OpenSource<SoapService>) => Partial<OpenSource<SoapService>>) =>
  permitsSoap((given) => {
    const own = soap(soapSettings(given));
    return {
      ...own,
      open: async (setting) => {
        const source = await own.open(setting);
        return { ...source, ...wrap(source) };
      },
    };
  });

export const soapMutants: readonly Mutant[] = [
  {
    name: 'soap-success-code',
    fault: 'takes another code than the platform’s for success',
    base: soapBase,
    by: 'reading.golden',
    names: /a code of failure: look at `success`/,
    definition: missoaped((own) => ({ ...own, success: '0' })),
  },
  {
    name: 'soap-failure-called-success',
    fault: 'takes a refusal of the platform for success',
    base: soapBase,
    by: 'reading.golden',
    names: /an answer without records is taken for success: look at `success`/,
    definition: missoaped((own) => ({
      ...own,
      success: '9001',
      caller: { element: 'Caller', fields: { id: 'hub', password: 'another' } },
    })),
  },
  {
    name: 'soap-caller-misspelt',
    fault: 'says who asks in other elements than the platform reads',
    base: soapBase,
    by: 'reading.golden',
    names: /the service does not know who asks: look at .*`caller`/,
    definition: missoaped((own) => ({
      ...own,
      caller: { ...own.caller, fields: { user: 'hub', secret: opening.secret } },
    })),
  },
  {
    name: 'soap-page-above-the-largest',
    fault: 'asks the platform for longer pages than it gives',
    base: soapBase,
    by: 'reading.golden',
    names: /a page has fewer records than its total promises: .* how long they may be/,
    definition: missoaped((own) => ({ ...own, largestPage: 50 })),
  },
  {
    name: 'soap-column-that-it-refuses',
    fault: 'names a column in conditions that the platform takes no condition on',
    base: soapBase,
    by: 'filter.exact',
    names: /^Permit\.\w+: \w+ ends in SOURCE_UNAVAILABLE \(FAILED\): .* what it may be asked/,
    definition: wrappedSoap((source) => ({
      takes: (table, condition) => source.takes({ ...table, equals: [...table.equals, 'MZ', 'XZQH'] }, condition),
      rows: (query, context) =>
        source.rows({ ...query, table: { ...query.table, equals: [...query.table.equals, 'MZ', 'XZQH'] } }, context),
    })),
  },
  {
    name: 'soap-retry-after-ignored',
    waits: true,
    fault: 'gives up at once when the platform asks for a second’s patience',
    base: soapBase,
    by: 'fault.http.status-429-once',
    names: /a read ends in SOURCE_UNAVAILABLE \(QUOTA\), where the same answer is due/,
    definition: wrappedSoap(impatient),
  },
  {
    name: 'soap-fault-for-empty',
    fault: 'takes a fault of the platform for no records',
    base: soapBase,
    by: 'fault.http.status-500',
    names: /when the \w+ answers 500, a read is answered as empty/,
    definition: wrappedSoap((source) => ({
      rows: (query, context) => source.rows(query, context).catch(() => ({ rows: [], asOf: null })),
    })),
  },
];
