import { expect, test } from '@jest/globals';
import type { RestSettings } from '../../../sdk/index.js';
import { certify, type Report } from '../../../sdk/testing/index.js';
import { clock } from './permits.js';
import { opening, permitsRest, permitsSoap, restGolden, soapGolden } from './services.js';

const failuresOf = ({ checks }: Report) =>
  checks.flatMap(({ id, failures }) => failures.map((failure) => `${id} ${failure}`));

const byNumber = { kind: 'page-number', number: 'page', size: 'size', largest: 5 } as const;
const services: readonly (Parameters<typeof permitsRest>[0] & { readonly called?: string })[] = [
  (secret) => ({
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
      page: byNumber,
      filters: { as: 'object', parameter: 'filters' },
      valuesPerCall: 50,
    },
  }),
  (secret) => ({
    auth: { kind: 'apiKey', header: 'X-Api-Key', key: secret },
    request: {
      method: 'GET',
      page: { kind: 'offset', offset: 'skip', size: 'take', largest: 5 },
      filters: { as: 'parameters' },
      valuesPerCall: 50,
    },
  }),
  (secret) => ({
    auth: { kind: 'basic', user: 'hub', password: secret },
    request: {
      method: 'GET',
      page: { kind: 'cursor', cursor: 'cursor', size: 'take', largest: 5, next: { cursor: 'next', more: 'more' } },
      filters: { as: 'parameters' },
      valuesPerCall: 50,
    },
    envelope: { rows: 'items' } satisfies RestSettings['envelope'],
  }),
  (secret) => ({
    auth: {
      kind: 'hmac',
      signing: {
        key: 'hub',
        secret,
        algorithm: 'sm3',
        names: { key: 'X-Key', timestamp: 'X-Time', nonce: 'X-Nonce', signature: 'X-Sign' },
      },
    },
    request: {
      method: 'GET',
      page: { kind: 'link', size: 'take', largest: 5 },
      filters: { as: 'parameters' },
      valuesPerCall: 50,
    },
    envelope: {},
  }),
];

test.each(
  services.map((own, at) => ({
    name: ['numbered pages and a token', 'offsets and a key', 'cursors and a password', 'links and a signature'][at],
    own,
  })),
)(
  'an honest adapter of a service with $name passes every check that applies',
  async ({ own }) => {
    const report = await certify({ definition: permitsRest(own), options: opening, golden: restGolden, clock });
    expect(failuresOf(report)).toEqual([]);
    expect(report.figures.passed).toBeGreaterThan(40);
  },
  60_000,
);

test('an honest adapter of a SOAP platform passes every check that applies', async () => {
  const report = await certify({ definition: permitsSoap, options: opening, golden: soapGolden, clock });
  expect(failuresOf(report)).toEqual([]);
  expect(report.figures.passed).toBeGreaterThan(40);
}, 60_000);
