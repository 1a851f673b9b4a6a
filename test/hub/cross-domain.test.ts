import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { crossDomain } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  beforeAll(async () => {
    hub = await openDemoHub(form);
  }, 120_000);
  afterAll(() => hub?.close());

  test('a prosecutor with purpose SUPERVISION gets five agencies in one answer', async () => {
    const { status, body } = await hub.ask(crossDomain.query, {
      as: 'prosecutor',
      purpose: 'SUPERVISION',
      variables: crossDomain.variables,
    });
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchSnapshot('data');
    expect(body.extensions?.access).toMatchSnapshot('access');
    expect(
      body.extensions?.sources.map(({ adapter, status: state, fields }) => ({ adapter, status: state, fields })),
    ).toMatchSnapshot('sources');
  });
});
