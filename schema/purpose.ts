/** The purposes that a request may declare in `x-plumbline-purpose` (domain 5.5, rule 6). */
export const purposes = [
  'CASE_HANDLING',
  'SUPERVISION',
  'CORRECTION_MANAGEMENT',
  'STATISTICS',
  'SELF_ACCESS',
  'PUBLIC_SERVICE',
  'AUDIT',
] as const;

export type Purpose = (typeof purposes)[number];

export const purposeHeader = 'x-plumbline-purpose';
export const matterHeader = 'x-plumbline-matter';
