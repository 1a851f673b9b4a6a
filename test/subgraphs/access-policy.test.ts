import { expect, test } from '@jest/globals';
import { maskKinds } from '../../schema/access.js';
import { requestStates } from '../../schema/access-book.js';
import { auditActions } from '../../schema/audit.js';
import { purposes } from '../../schema/purpose.js';
import { businessLines, matterKinds } from '../../schema/warrant.js';
import { catalog, sets } from '../policies/the-sets.js';

const grantedTo = (field: string) =>
  new Set(
    sets.grants
      .filter(({ on }) => {
        const fields = on.get('Mutation');
        return Array.isArray(fields) && fields.includes(field);
      })
      .flatMap(({ roles }) => [...roles]),
  );

test('who may ask for approval is who has an approval cell, and nobody else', () => {
  const needing = new Set(sets.grants.filter(({ needs }) => needs !== null).flatMap(({ roles }) => [...roles]));
  expect([...grantedTo('requestAccess')].sort()).toEqual([...needing].sort());
  // What a purchaser's officers ask for can wait for its head.
  const inHaste = [...grantedTo('requestAccess')].filter((role) => role !== 'administrative-officer');
  expect(grantedTo('breakGlass')).toEqual(new Set(inHaste));
});

test('who decides also rejects and revokes; whoever asks may give back', () => {
  expect(grantedTo('rejectAccess')).toEqual(grantedTo('approveAccess'));
  expect(grantedTo('revokeAccess')).toEqual(new Set([...grantedTo('approveAccess'), ...grantedTo('requestAccess')]));
});

test('every mutation of the hub is granted to somebody', () => {
  for (const name of catalog.mutations.keys()) expect([name, grantedTo(name).size > 0]).toEqual([name, true]);
});

test('the graph’s closed lists are those of the contracts', () => {
  expect(Object.fromEntries(Object.keys(lists).map((name) => [name, catalog.enums.get(name)]))).toEqual(lists);
});

const lists = {
  BusinessLine: businessLines,
  MatterKind: matterKinds,
  RequestState: requestStates,
  Purpose: purposes,
  MaskKind: maskKinds,
  AuditAction: auditActions,
};
