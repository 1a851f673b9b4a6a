import { all, convictionsIn, type NaiveRule, plus, plusMonths, subjects } from './life-facts.js';

/** XD-01 to XD-06, of the registers. */
export const registerRules: Readonly<Record<string, NaiveRule>> = {
  'XD-01': (life) =>
    all(life, 'DeathRecord').some((d) => {
      const last = plusMonths(d.deathDate, 1);
      const late = (paidAt: string | null, status: string) => paidAt !== null && paidAt > last && status === 'PAID';
      return (
        all(life, 'PensionPayment').some((p) => p.person === d.person && late(p.paidAt, p.status)) ||
        all(life, 'SubsidyPayment').some(
          (p) => p.person === d.person && p.subsidyKind !== 'FUNERAL_GRANT' && late(p.paidAt, p.status),
        )
      );
    }),
  'XD-02': (life) => {
    const payments = all(life, 'SubsidyPayment');
    const cadres = new Map(all(life, 'Employment').map((e) => [e.person, e.villageCode]));
    const villages = new Map<string, Set<string>>();
    for (const { person, subsidyKind, year, villageCode } of payments) {
      const key = `${person} ${subsidyKind} ${year}`;
      villages.set(key, (villages.get(key) ?? new Set()).add(villageCode));
    }
    const sums = all(life, 'SubsidyProject').map(
      (project) =>
        payments.filter((p) => p.projectNo === project.projectNo).reduce((sum, { amount }) => sum + amount, 0) ===
        project.paidAmount,
    );
    return (
      sums.includes(false) ||
      [...villages.values()].some(({ size }) => size > 1) ||
      payments.some((p) => (p.areaMu ?? 0) > (p.contractedAreaMu ?? 0) + 0.01) ||
      payments.some((p) => p.accountHolder !== null && cadres.get(p.accountHolder) === p.villageCode)
    );
  },
  'XD-03': (life) =>
    all(life, 'ProcurementBid').some((bid) =>
      all(life, 'BriberyConviction').some(
        (b) =>
          b.effectiveDate <= bid.bidDate &&
          bid.bidDate <= plusMonths(b.effectiveDate, 36) &&
          (b.convicted === 'ORGANIZATION'
            ? b.organization === bid.organization
            : b.person === bid.legalRepresentative || b.person === bid.controller),
      ),
    ),
  'XD-04': (life, asOf) => {
    const inPrison = convictionsIn(life).flatMap(({ person, effective, sentence }) =>
      sentence?.probation === null && ['FIXED_TERM', 'CRIMINAL_DETENTION'].includes(sentence.principalPenalty)
        ? [{ person, from: effective, to: sentence.endDate ?? asOf }]
        : [],
    );
    const paidInside = inPrison.some(({ person, from, to }) =>
      all(life, 'PensionPayment').some(
        (p) => p.person === person && p.paidAt !== null && p.paidAt > from && p.paidAt < to,
      ),
    );
    const raisedOutside = subjects(life).some((s) =>
      all(life, 'PensionAdjustment').some(
        (a) =>
          a.person === s.person && a.adjustedFrom >= s.correctionStartDate && a.adjustedFrom <= s.correctionEndDate,
      ),
    );
    return paidInside || raisedOutside;
  },
  'XD-05': (life, asOf) =>
    convictionsIn(life).some(({ person, effective, charge, sealed }) => {
      const last = plus(effective, 60);
      if (sealed || last >= asOf) return false;
      const isPaid = all(life, 'Employment').some(
        (e) => e.person === person && e.employment !== 'CONTRACT' && (e.salaryPaidUntil ?? '') > last,
      );
      const practises = all(life, 'ProfessionalLicence').some((l) => l.person === person && l.status === 'VALID');
      const isOfficer = all(life, 'CompanyOfficer').some((o) => o.person === person && o.to === null);
      return isPaid || practises || (isOfficer && ['176', '271', '389', '393'].includes(charge));
    }),
  'XD-06': (life) =>
    convictionsIn(life).some(
      ({ person, charge }) =>
        ['236', '237', '237003'].includes(charge) &&
        all(life, 'Employment').some((e) => e.person === person && e.withMinors && e.to === null),
    ),
};
