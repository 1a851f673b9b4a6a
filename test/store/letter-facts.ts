import type { LetterDecision, LetterRecord } from '../../schema/people/letter.js';

/** An application for a letter on bribery records, the n-th of one person. */
export const application = (n: number, rest: Partial<LetterRecord> = {}): LetterRecord => ({
  applicationNumber: `宁检查申〔2026〕${n}号`,
  state: 'RECEIVED',
  account: 'bidder',
  applicant: 'person token',
  capacity: 'AGENT',
  authorisation: '授权委托书〔2026〕1号',
  creditCode: '91371422MA4482138M',
  organizationName: '宁津县恒泰五金有限公司',
  projectNo: 'SDGP-1',
  projectName: '宁津县道路养护工程',
  receivedAt: '2026-03-02T01:02:03.000Z',
  dueDate: '2026-03-05',
  procuratorateCode: 'JCY',
  divisionCode: '371422',
  sourceKey: `key ${n}`,
  decision: null,
  ...rest,
});

/** A decision to issue a letter. */
export const issued = (number: string): LetterDecision => ({
  at: '2026-03-03T01:00:00.000Z',
  account: 'chief',
  outcome: {
    letter: { number, hasRecord: true, validUntil: '2026-05-03', verificationCode: 'ab', contentHash: 'cd' },
  },
});
