/** `YYYY-MM-DD`. */
export type DateText = string;
/** `YYYY-MM-DDTHH:mm:ss+08:00`. */
export type InstantText = string;
/** Integer fen (1 yuan = 100 fen). */
export type Fen = number;
/** `PersonFact.key`. */
export type PersonRef = string;
/** `OrganizationFact.key`. */
export type OrganizationRef = string;

export interface PersonFact {
  readonly key: PersonRef;
  readonly citizenId: string;
  /** GA/T 2000.156: 111 resident identity card, 113 household register, 414 passport. */
  readonly idTypeCode: '111' | '113' | '414';
  readonly name: string;
  readonly formerName: string | null;
  readonly alias: string | null;
  /** GB/T 2261.1. */
  readonly sexCode: '1' | '2';
  readonly birthDate: DateText;
  /** GB/T 3304, two digits. */
  readonly ethnicityCode: string;
  /** GB/T 2659, `CHN`. */
  readonly nationalityCode: string;
  /** GB/T 2260, six digits; the citizen id may carry an older prefix. */
  readonly householdDivision: string;
  readonly householdAddress: string;
  /** Six digits. */
  readonly residenceDivision: string;
  /** Nine digits: the township. */
  readonly residenceTownship: string;
  readonly residenceAddress: string;
  readonly phone: string;
  /** GB/T 4658, two digits. */
  readonly educationCode: string;
  /** GB/T 2261.2, two digits. */
  readonly maritalCode: string;
  /** GB/T 4762, two digits. */
  readonly politicalCode: string;
  /** GB/T 2261.4, two digits. */
  readonly employmentCode: string;
  /** GB/T 6565, one or more digits; null where unknown. */
  readonly occupationCode: string | null;
  readonly employer: string | null;
  readonly publicOfficial: boolean;
  readonly deathDate: DateText | null;
  readonly deathSource: string | null;
  readonly photoRef: string | null;
  readonly biometricEnrolled: boolean;
}

export interface OrganizationFact {
  readonly key: OrganizationRef;
  readonly uscc: string;
  readonly name: string;
  readonly orgCode: string;
  /** GB/T 12402, three digits. */
  readonly registrationTypeCode: string;
  /** GB/T 4754. */
  readonly industryCode: string;
  readonly division: string;
  readonly address: string;
  readonly legalRepresentative: PersonRef | null;
  readonly registeredCapital: Fen;
  readonly establishedDate: DateText;
  readonly status: 'ACTIVE' | 'REVOKED' | 'CANCELLED';
  readonly shareholders: readonly PersonRef[];
}

/** What every fact carries. */
export interface Held {
  /** Unique in a run: `<life key>-<n>`. */
  readonly key: string;
  /** The agency that holds the record (`demo/lives/agencies.ts`). */
  readonly agency: string;
  /** Six-digit jurisdiction. */
  readonly division: string;
  /** When the agency last wrote the record. */
  readonly updatedAt: InstantText;
  /** A juvenile record under 刑诉法 286 or a public-order record under 治安管理处罚法 136. */
  readonly sealed: boolean;
}
