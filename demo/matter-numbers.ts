import { samplePerson } from './lives/sample-person.js';

/** Numbers of the matters that the demonstration begins with (`demo/matters.ts`). */
export const matterNumbers = {
  /** The county's special supervision (专项监督): names nobody, covers the territory. */
  campaign: '宁检专监〔2026〕1号',
  /** The prosecutor's case about the sample person. */
  execution: '宁检执监〔2026〕3号',
  /** The prosecutor's case about a sentence that nobody received (CC-04). */
  handover: '宁检执监〔2026〕8号',
  /** The prosecutor's case about a detention that lasted too long (PO-05). */
  custody: '宁检侦监〔2026〕5号',
  /** The juvenile prosecutor's case. */
  juvenile: '宁检未监〔2026〕2号',
  /** A court's case is a matter by its own number, and so are its enforcement and the police's. */
  trial: samplePerson.courtCaseNumber,
  enforcement: samplePerson.enforcementCaseNumber,
  investigation: samplePerson.policeCaseNumber,
} as const;
