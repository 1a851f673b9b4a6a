import type { Fact } from '../../demo/lives/facts.js';
import { items } from './administrative-facts.js';

interface Renamed {
  /** Entities of the schema that the fact is told as. */
  readonly entities: readonly string[];
  /** Fields that the schema calls otherwise than the fact; undefined: in codes of its own, which the adapter’s own tests hold. */
  readonly values: Readonly<Record<string, unknown>>;
}

const as = (entity: string, values: Renamed['values'] = {}): Renamed => ({ entities: [entity], values });

/** What the schema calls otherwise than the generator. */
export function renamed(fact: Fact): Renamed {
  switch (fact.kind) {
    case 'CorrectionSubject':
      return as(fact.kind, {
        managementLevelCode: fact.managementLevel,
        decisionAgency: fact.decisionAgencyName,
        decisionAgencyCode: fact.decisionAgency,
        chargeName: fact.charge,
        executionAgency: undefined,
        executionAgencyCode: fact.executionAgency,
        executionDivisionCode: fact.division,
        judicialOffice: fact.judicialOfficeName,
        judicialOfficeCode: fact.judicialOffice,
      });
    case 'Session':
      return as(fact.session === 'EDUCATION' ? 'EducationSession' : 'ServiceSession', {
        judicialOfficeCode: fact.judicialOffice,
      });
    case 'Attendance':
      return as(fact.attendance === 'EDUCATION' ? 'EducationAttendance' : 'ServiceAttendance');
    case 'AdminCase':
      return as('AdministrativeCase', {
        caseSource: fact.source,
        violationName: fact.violation,
        violationItemCode: items[fact.violationItemCode] ?? null,
      });
    case 'AdminPenaltyDecision':
      return as('AdministrativePenalty', {
        violationName: fact.violation,
        violationItemCode: items[fact.violationItemCode] ?? null,
      });
    case 'CriminalReferral':
      return as(fact.kind, { chargeName: fact.charge });
    case 'ReverseReferral':
      return as(fact.kind, {
        id: fact.referralNo,
        chargeName: fact.charge,
        agencyCode: fact.recipient,
        recipient: undefined,
        recipientCode: fact.recipient,
      });
    case 'PoliceIncident':
      return as(fact.kind, { channel: fact.channel === '110' ? 'HOTLINE_110' : fact.channel });
    case 'PoliceCase':
      return as(fact.kind, { injuryGrade: undefined });
    case 'PublicOrderCase':
      return {
        entities: ['PublicOrderCase', 'PublicOrderPenalty'],
        values: { violationCode: undefined, violationName: fact.violation, injuryGrade: undefined },
      };
    case 'SubsidyProject':
      return as(fact.kind, { subsidyKindCode: kindOf(fact.subsidyKind) });
    case 'SubsidyPayment':
      return as(fact.kind, {
        subsidyKindCode: kindOf(fact.subsidyKind),
        jurisdictionDivisionCode: fact.villageCode,
      });
    case 'Employment':
      return as(fact.kind, { id: fact.employmentNo, kind: fact.employment });
    case 'DeathRecord':
      return as(fact.kind, {
        id: fact.recordNo,
        deathPlaceDivisionCode: fact.placeDivision,
        certificateNumber: fact.certificateNo,
      });
    case 'BriberyConviction':
      return as(fact.kind, {
        id: fact.fileNo,
        kind: fact.convicted,
        chargeName: fact.charge,
        courtAgencyCode: fact.court,
      });
    case 'ProfessionalLicence':
      return as(fact.kind, { professionCode: fact.profession });
    default:
      return as(fact.kind);
  }
}

/** Funeral grants are among the other subsidies. */
const kindOf = (kind: string): string => (kind === 'FUNERAL_GRANT' ? 'OTHER' : kind);
