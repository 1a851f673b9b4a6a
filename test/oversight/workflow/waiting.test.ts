import { expect, test } from '@jest/globals';
import { isClosed, type Transition, transitions } from '../../../oversight/workflow/transitions.js';
import { waitingFor, waitsFor } from '../../../oversight/workflow/waiting.js';
import { matterStates } from '../../../schema/oversight/matter.js';

const table: readonly Transition[] = Object.values(transitions);
const now = new Date('2026-11-20T02:00:00Z');
const actor = (agency: string, ...roles: string[]) => ({ id: 'me', agency, division: '371422', roles });
const granted =
  (...mutations: string[]) =>
  (mutation: string) =>
    mutations.includes(mutation);

test.each(matterStates)('%s waits for whoever may lead on from it, and at the end for nobody', (state) => {
  const duty = waitsFor[state];
  expect(duty === null).toBe(isClosed(state));
  if (duty !== null) expect(table.some((each) => each.duty === duty && each.from.includes(state))).toBe(true);
});

test('an officer’s inbox is what the officer is in charge of', () => {
  expect(waitingFor(actor('JCY', 'prosecutor'), granted('acceptMatter', 'serveDocument'), now)).toEqual({
    or: [
      {
        state: {
          in: [
            'PENDING_REVIEW',
            'UNDER_REVIEW',
            'ORAL_CORRECTION',
            'APPROVED',
            'DOCUMENT_ISSUED',
            'REPLIED_CORRECTED',
            'OVERDUE',
          ],
        },
        assignee: { eq: 'me' },
      },
    ],
  });
});

test('a leader’s inbox is what others wrote, what nobody is in charge of, and what was not accepted in time or urged in vain', () => {
  const house = { procuratorateCode: { eq: 'JCY' } };
  expect(waitingFor(actor('JCY', 'deputy-chief-procurator'), granted('approveOpinion'), now)).toEqual({
    or: [
      { state: { in: ['OPINION_SUBMITTED', 'OBJECTED'] }, ...house, not: { assignee: { eq: 'me' } } },
      { state: { in: ['PUSHED', 'ALERTED', 'COMPLAINT_RECEIVED'] }, ...house },
      { state: { eq: 'PENDING_REVIEW' }, assignee: { isNull: true }, ...house },
      { state: { in: ['PENDING_REVIEW', 'URGED'] }, dueDate: { lt: '2026-11-20' }, ...house },
    ],
  });
});

test('a bureau’s inbox is its own and its stations’, and asks for nobody’s name', () => {
  const state = { in: ['NEED_MORE', 'SERVED', 'URGED', 'ESCALATED'] };
  const of = (agency: string) => waitingFor(actor(agency, 'police-legal-officer'), granted('replyCorrected'), now);
  expect(of('371422000000')).toEqual({
    or: [{ state, or: [{ agencyCode: { eq: '371422000000' } }, { agencyCode: { prefix: '371422' } }] }],
  });
  expect(of('SFJ371422')).toEqual({ or: [{ state, or: [{ agencyCode: { eq: 'SFJ371422' } }] }] });
});

test('who takes no step has an empty inbox', () => {
  expect(waitingFor(actor('JCY', 'auditor'), granted(), now)).toEqual({ or: [] });
});
