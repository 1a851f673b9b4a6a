import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { citizenIdCheckDigit } from '../../../schema/values/citizen-id.js';
import { matterRecord } from '../books.js';
import { openSmallHub, prosecutor, type SmallHub } from '../small-hub.js';

let small: SmallHub;
beforeAll(async () => {
  small = await openSmallHub();
  await small.beside.access.openMatter(matterRecord({ handlers: [prosecutor.id], persons: [], files: ['S1'] }));
});
afterAll(() => small.close());

test('a purpose allows so many requests a day, and what is beyond reads nothing and is recorded', async () => {
  const handling = { ...prosecutor, id: 'prosecutor-2', purpose: 'CASE_HANDLING' } as const;
  const ask = () => small.ask('{ agencies(first: 1) { nodes { name } } }', handling);
  await ask();
  await ask();
  small.statements.length = 0;
  await expect(ask()).rejects.toMatchObject({ code: 'CAP_EXCEEDED' });
  expect(small.statements).toEqual([]);
  expect((await small.events()).at(-1)).toMatchObject({ action: 'REFUSAL', outcome: 'CAP_EXCEEDED', sources: {} });
});

test('an answer that would meet more persons than its matter may is withheld and recorded; those met before stay open', async () => {
  const managing = { ...prosecutor, purpose: 'CORRECTION_MANAGEMENT', matter: 'M1' } as const;
  const [one, two] = ['37142219900101123', '37142219900101125'].map((digits) => digits + citizenIdCheckDigit(digits));
  const ask = (id: string | undefined) =>
    small.ask('query ($id: CitizenId!) { person(citizenId: $id) { id } }', managing, { id });
  expect((await ask(one)).data).toMatchObject({ person: { id: expect.any(String) } });
  await expect(ask(two)).rejects.toMatchObject({ code: 'CAP_EXCEEDED' });
  const refusal = (await small.events()).at(-1);
  expect(refusal).toMatchObject({ action: 'REFUSAL', outcome: 'CAP_EXCEEDED', matter: 'M1' });
  expect(refusal?.subjects).toHaveLength(1);
  expect((await ask(one)).errors).toEqual([]);
});
