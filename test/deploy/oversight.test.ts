import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { demoIntake, oversightOf } from '../../demo/oversight.js';

const gateway = readFileSync('deploy/plumbline.gateway.yaml', 'utf8');

test('workers go by the gateway’s subgraphs, account and jobs, once these are no comment any more', () => {
  const { oversight, subgraphs } = parse(gateway.replace(/# (jobs: )/, '$1'));
  const { account, jobs } = oversight;
  const worker = parse(readFileSync('deploy/plumbline.worker.yaml', 'utf8'));
  expect(worker).toMatchObject({ subgraphs, oversight: { account, jobs } });
  expect(Object.keys(worker.oversight)).toEqual(['account', 'jobs']);
  expect(jobs).toEqual({ redis: expect.stringContaining('@redis:6379') });
});

test('the deployed gateway is set up for the demonstration’s own procuratorate and officers', () => {
  const { oversight } = parse(gateway) as { readonly oversight: unknown };
  expect(oversight).toEqual({ ...oversightOf(), nightly: '02:30', intake: demoIntake });
});
