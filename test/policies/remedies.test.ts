import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { accessOf, approvalOf, clerk, facts, inBrief, type SmallSets, setsOf, today, warrantOf } from './small-sets.js';

const one = (grant: Partial<SmallSets['grants'][number]>): SmallSets => ({
  grants: [{ on: { Subject: ['phone'] }, ...grant }],
});

test.each<[string, SmallSets, string]>([
  ['another purpose', one({ purposes: ['SUPERVISION'] }), 'DENY PURPOSE: declare purpose SUPERVISION'],
  ['a matter', one({ rows: ['in-matter'] }), 'DENY MATTER: act under an open matter (x-plumbline-matter)'],
  ['an approval', one({ needs: 'approval' }), 'DENY APPROVAL: ask for approval of Subject.phone (requestAccess)'],
  ['another line', one({ lines: ['JUVENILE', 'CIVIL'] }), 'DENY LINE: work in business line JUVENILE or CIVIL'],
  [
    'a purpose and a matter',
    one({ purposes: ['SUPERVISION', 'STATISTICS'], rows: ['in-matter'] }),
    'DENY PURPOSE: declare purpose SUPERVISION or STATISTICS and act under an open matter (x-plumbline-matter)',
  ],
  [
    'a line and an approval',
    one({ lines: ['JUVENILE'], needs: 'approval' }),
    'DENY LINE: work in business line JUVENILE and ask for approval of Subject.phone (requestAccess)',
  ],
  [
    'a purpose, a line and an approval',
    one({ purposes: ['SUPERVISION'], lines: ['JUVENILE'], needs: 'approval' }),
    'DENY PURPOSE: declare purpose SUPERVISION and work in business line JUVENILE and ask for approval of Subject.phone (requestAccess)',
  ],
  ['another role', one({ roles: ['chief'] }), 'DENY NO_GRANT: only chief may see this'],
  [
    'another role for another purpose after approval',
    one({ roles: ['chief'], purposes: ['SUPERVISION'], needs: 'approval' }),
    'DENY NO_GRANT: only chief for SUPERVISION after approval of Subject.phone may see this',
  ],
  ['nothing', { grants: [{ on: { Subject: ['name'] } }] }, 'DENY NO_GRANT: nothing opens this'],
  [
    'a prohibition that holds for all',
    { ...one({}), prohibitions: [{ on: { Subject: ['phone'] } }] },
    'DENY PROHIBITED: nothing opens this',
  ],
])('a denial that waits for %s says so', (_, small, words) => {
  expect(inBrief(accessOf(small), 'Subject', 'phone')).toBe(words);
});

test('what the principal can choose comes before another role, and the smaller change before the greater', () => {
  const grants = [
    { on: { Subject: ['phone'] }, roles: ['chief'] },
    { on: { Subject: ['phone'] }, purposes: ['SUPERVISION' as const], needs: 'approval' as const },
    { on: { Subject: ['phone'] }, rows: ['in-matter'] },
  ];
  const remedies = [3, 2, 1].map((count) => inBrief(accessOf({ grants: grants.slice(0, count) }), 'Subject', 'phone'));
  expect(remedies).toEqual([
    'DENY MATTER: act under an open matter (x-plumbline-matter)',
    'DENY PURPOSE: declare purpose SUPERVISION and ask for approval of Subject.phone (requestAccess)',
    'DENY NO_GRANT: only chief may see this',
  ]);
});

const hanging: SmallSets = {
  grants: [
    { on: { Subject: ['name'] }, rows: ['in-matter'] },
    { on: { Plan: ['text'] }, rows: [{ through: ['Subject.plan'] }] },
  ],
};

test('a way is named when it is open, and with it what opens the way', () => {
  expect([
    inBrief(accessOf(hanging, { warrant: warrantOf() }), 'Plan'),
    inBrief(accessOf(hanging), 'Plan'),
    inBrief(accessOf(hanging), 'Subject', 'plan'),
  ]).toEqual([
    'DENY RELATION: ask through Subject.plan',
    'DENY MATTER: act under an open matter (x-plumbline-matter) and ask through Subject.plan',
    'DENY MATTER: act under an open matter (x-plumbline-matter)',
  ]);
});

test('without a purpose that is the reason, and the remedy says what else is missing', () => {
  const small: SmallSets = { grants: [{ on: { Subject: ['phone'] }, needs: 'approval' }] };
  const access = createAccessCompiler(setsOf(small), facts).compile(clerk, today);
  expect([inBrief(access, 'Subject', 'phone'), inBrief(access, 'Subject', 'name')]).toEqual([
    'DENY NO_PURPOSE: declare purpose CASE_HANDLING and ask for approval of Subject.phone (requestAccess)',
    'DENY NO_PURPOSE: nothing opens this',
  ]);
});

test('under a campaign what needs a case waits for a matter that names the person', () => {
  const campaign = { number: 'C', kind: 'CAMPAIGN' as const, line: null, division: '371422', persons: [], files: [] };
  const small: SmallSets = { grants: [{ on: { Subject: ['phone'] }, needs: 'approval' }] };
  expect(inBrief(accessOf(small, { warrant: { matter: campaign, approvals: [] } }), 'Subject', 'phone')).toBe(
    'DENY APPROVAL: ask for approval of Subject.phone (requestAccess)',
  );
});

test('a field that follows another asks for approval of that one, a relation of what it leads to', () => {
  const small: SmallSets = {
    grants: [
      { on: { Subject: ['name'] } },
      { on: { Subject: ['statusCode'] }, needs: 'approval' },
      { on: { Notice: ['title'] }, roles: ['chief'] },
    ],
  };
  expect(inBrief(accessOf(small), 'Subject', 'status')).toBe(
    'DENY APPROVAL: ask for approval of Subject.statusCode (requestAccess)',
  );
});

test('whoever has the approval is not told to ask for it', () => {
  const small: SmallSets = { grants: [{ on: { Subject: ['phone'] }, needs: 'approval' }] };
  const access = accessOf(small, { warrant: warrantOf(approvalOf(['Subject'])) });
  expect([inBrief(access, 'Subject', 'phone'), inBrief(access, 'Subject', 'name')]).toEqual([
    'ALLOW ALL',
    'DENY NO_GRANT: nothing opens this',
  ]);
});
