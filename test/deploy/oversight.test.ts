import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { demoIntake, oversightOf } from '../../demo/oversight.js';

test('the deployed gateway is set up for the demonstration’s own procuratorate and officers', () => {
  const { oversight } = parse(readFileSync('deploy/plumbline.gateway.yaml', 'utf8')) as { readonly oversight: unknown };
  expect(oversight).toEqual({ ...oversightOf(), nightly: '02:30', intake: demoIntake });
});
