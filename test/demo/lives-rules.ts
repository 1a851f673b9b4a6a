// long: a flat table of naive readings, a rule each.
import {
  all,
  communitySentences,
  day,
  expectedEnd,
  inCorrection,
  judgmentOf,
  missed,
  type NaiveRule,
  onLeave,
  plus,
  plusMonths,
  proposals,
  subjects,
} from './life-facts.js';
import { registerRules } from './lives-register-rules.js';

export const naiveRules: Readonly<Record<string, NaiveRule>> = {
  'CC-01': (life, asOf) =>
    inCorrection(life).length > 0 &&
    all(life, 'CheckIn').some((c) => c.mode === 'IN_PERSON' && c.dueTo < asOf && missed(c) && c.excuse === null),
  'CC-02': (life, asOf) =>
    all(life, 'Reception').some((r) => {
      const [sentence] = communitySentences(life);
      const effective = sentence && judgmentOf(life, sentence.documentId)?.effectiveDate;
      if (!effective) return false;
      // 国庆假期: the first working day after 1–7 October.
      const last = plus(effective, 10);
      const deadline = /-10-0[1-7]$/.test(last) ? `${last.slice(0, 8)}08` : last;
      return (r.reportedAt === null ? asOf : day(r.reportedAt)) > deadline;
    }),
  'CC-03': (life, asOf) =>
    all(life, 'DeliveryRecord').some((d) => {
      const effective = judgmentOf(life, d.documentId)?.effectiveDate;
      if (!effective) return false;
      const late = (date: string | null, days: number) => (date ?? asOf) > plus(effective, days);
      return (
        late(d.noticeDate, 5) ||
        late(d.documentsServedDate, 10) ||
        late(d.copyToPolice, 10) ||
        late(d.copyToProcuratorate, 10)
      );
    }),
  'CC-04': (life, asOf) => {
    const judged = communitySentences(life).some(
      (s) => plus(judgmentOf(life, s.documentId)?.effectiveDate ?? asOf, 15) <= asOf,
    );
    return judged && subjects(life).length === 0;
  },
  'CC-05': (life) =>
    all(life, 'Attendance').some((a) => {
      const scans = all(life, 'BiometricScan')
        .filter((s) => s.sessionId === a.sessionId)
        .sort((x, y) => x.at.localeCompare(y.at));
      let minutes = 0;
      for (const [index, scan] of scans.entries()) {
        const out = scans[index + 1];
        if (scan.direction === 'SIGN_IN' && out?.direction === 'SIGN_OUT')
          minutes += (Date.parse(out.at) - Date.parse(scan.at)) / 60_000;
      }
      return (a.claimedHours - a.homeStudyHours) * 60 > minutes + 15;
    }),
  'CC-07': (life, asOf) => {
    const attended = new Set(all(life, 'Attendance').map((a) => a.sessionId));
    const scanned = all(life, 'BiometricScan').some(
      (s) => s.sessionId !== null && plus(day(s.at), 5) < asOf && !attended.has(s.sessionId),
    );
    const open = all(life, 'SubjectComplaint').some(
      (c) => c.category === 'RECORD_MISSING' && c.feedbackAt === null && plus(day(c.receivedAt), 7) < asOf,
    );
    return scanned || open;
  },
  'CC-09': (life) =>
    subjects(life).some((s) => {
      const end = expectedEnd(life, s);
      const sentence = all(life, 'Sentence').find((each) => each.caseNumber === s.caseNumber);
      const effective = sentence && judgmentOf(life, sentence.documentId)?.effectiveDate;
      if (!end || !effective) return false;
      return (
        s.correctionEndDate !== end ||
        s.correctionStartDate !== effective ||
        s.probationMonths !== sentence.probation?.months
      );
    }),
  'CC-11': (life) => {
    const [subject] = inCorrection(life);
    if (!subject) return false;
    const crossings = all(life, 'LocationAlert').filter(
      (a) =>
        a.alert === 'FENCE_EXIT' && a.accuracyM <= 100 && a.alertDivision.slice(0, 4) !== subject.division.slice(0, 4),
    );
    const hits = all(life, 'TravelHit').filter((h) => h.hitDivision.slice(0, 4) !== subject.division.slice(0, 4));
    return [...crossings, ...hits].some((event) => !onLeave(life, day(event.at)));
  },
  'CC-13': (life) =>
    subjects(life).some((s) =>
      all(life, 'ExitEntryRecord').some(
        (e) =>
          e.person === s.person &&
          e.direction === 'EXIT' &&
          day(e.at) >= s.correctionStartDate &&
          day(e.at) <= s.correctionEndDate,
      ),
    ),
  'CC-14': (life, asOf) => {
    const controls = all(life, 'ExitEntryControl');
    const open = inCorrection(life).some(
      (s) =>
        s.correctionEndDate >= asOf &&
        plus(s.correctionStartDate, 7) < asOf &&
        !controls.some((c) => c.status === 'ACTIVE' && c.from <= asOf && c.to >= s.correctionEndDate),
    );
    const kept = all(life, 'Release').some(
      (r) => plus(r.date, 30) < asOf && controls.some((c) => c.status === 'ACTIVE'),
    );
    return open || kept;
  },
  'CC-15': (life, asOf) => {
    const [subject] = inCorrection(life);
    if (!subject || proposals(life).length > 0 || all(life, 'CheckIn').some((c) => c.at === null && c.excuse !== null))
      return false;
    const contacts = all(life, 'CheckIn').flatMap((c) => (c.at === null ? [] : [day(c.at)]));
    const last = contacts.sort().at(-1) ?? subject.correctionStartDate;
    return plus(plusMonths(last, 1), 15) < asOf && subject.correctionEndDate > asOf;
  },
  'CC-16': (life, asOf) => {
    const warnings = all(life, 'RewardPunishment')
      .filter((r) => r.reward === 'WARNING')
      .map((r) => r.date)
      .sort();
    const second = warnings[1];
    if (second === undefined) return false;
    const later = all(life, 'RewardPunishment').find((r) => r.reward === 'REPRIMAND' && r.date > second);
    return later !== undefined && plus(later.date, 15) < asOf && !proposals(life).some((p) => p.date > second);
  },
  'CC-17': (life) => {
    const convictions = all(life, 'ConvictionItem');
    const again = inCorrection(life).some((s) =>
      convictions.some(
        (c) =>
          c.defendant === s.person && c.offenceDate >= s.correctionStartDate && c.offenceDate <= s.correctionEndDate,
      ),
    );
    const recidivist = convictions.some((c) => {
      const served = all(life, 'Sentence').filter(
        (s) =>
          s.principalPenalty === 'FIXED_TERM' &&
          s.endDate !== null &&
          s.endDate < c.offenceDate &&
          plusMonths(s.endDate, 60) > c.offenceDate,
      );
      return served.some((s) => s.defendant === c.defendant) && !c.recidivist;
    });
    return again || recidivist;
  },
  'CC-18': (life) => {
    const [subject] = subjects(life);
    if (!subject) return false;
    const custody = all(life, 'CoerciveMeasure').filter(
      (m) =>
        m.person === subject.person &&
        m.measure === 'DETENTION' &&
        m.executedAt !== null &&
        day(m.executedAt) >= subject.correctionStartDate,
    );
    return custody.some((m) => {
      const [from, to] = [day(m.executedAt ?? ''), day(m.endedAt ?? '9999')];
      const told = all(life, 'NoticeToCorrections').some(
        (n) => n.custodyStart === from && n.notifiedAt !== null && day(n.notifiedAt) <= plus(from, 3),
      );
      const forged = all(life, 'CheckIn').some((c) => c.at !== null && day(c.at) > from && day(c.at) < to);
      return !told || forged;
    });
  },
  'CC-19': (life, asOf) =>
    all(life, 'RevocationRuling').some((r) => plus(r.proposalReceivedDate, 30) < (r.ruledDate ?? asOf)),
  'CC-20': (life, asOf) =>
    all(life, 'Termination').some(
      (t) =>
        t.termination !== 'DEATH' &&
        (t.admittedDate ?? asOf) > plus(t.date, 30) &&
        !all(life, 'Suspect').some((s) => s.wanted && (s.wantedDate ?? asOf) <= plus(t.date, 3)),
    ),
  'CC-22': (life, asOf) =>
    inCorrection(life).some((s) => {
      if (s.correctionType !== 'TEMPORARY_SERVICE_OUTSIDE_PRISON') return false;
      const last =
        all(life, 'MedicalReview')
          .flatMap((m) => (m.at === null ? [] : [m.at]))
          .sort()
          .at(-1) ?? s.correctionStartDate;
      const decision = all(life, 'TemporaryServiceDecision')[0];
      return (
        plus(plusMonths(last, 3), 15) < asOf ||
        (decision?.until ?? asOf) < asOf ||
        (decision?.childBirthDate ? plusMonths(decision.childBirthDate, 12) < asOf : false)
      );
    }),
  'CC-23': (life, asOf) => {
    const over = inCorrection(life).some((s) => s.correctionEndDate < asOf && proposals(life).length === 0);
    return over || all(life, 'Release').some((r) => subjects(life).some((s) => s.correctionEndDate !== r.date));
  },
  'CC-26': (life) => subjects(life).length > 0 && all(life, 'Sentence').length === 0,
  'PO-01': (life, asOf) =>
    all(life, 'PoliceCase').some(
      (c) =>
        (c.filingDecision === 'NOT_FILED' || (c.filingDecision === 'PENDING' && plus(c.acceptedDate, 30) < asOf)) &&
        (/^(MINOR|SERIOUS)/.test(c.injuryGrade ?? '') || (c.lossAmount ?? 0) >= 300_000),
    ),
  'PO-02': (life) =>
    all(life, 'PoliceCase').some(
      (c) => c.causeCode === '224' && c.transferForProsecutionDate === null && all(life, 'ArrestRequest').length === 0,
    ) && all(life, 'CivilJudgment').length > 0,
  'PO-03': (life) => {
    const cases = all(life, 'PublicOrderCase');
    return (
      cases.some((c) => /^(MINOR|SERIOUS)/.test(c.injuryGrade ?? '')) ||
      cases.filter((c) => c.violation === '盗窃').length >= 3
    );
  },
  'PO-05': (life, asOf) =>
    all(life, 'CoerciveMeasure').some((m) => {
      if (m.measure !== 'DETENTION' || m.executedAt === null) return false;
      const days = m.extensionGround === null ? 3 : m.extensionGround === 'ONE_TO_FOUR_DAYS' ? 7 : 30;
      const late = (m.endedAt ? day(m.endedAt) : asOf) > plus(day(m.executedAt), days);
      const abused = m.extensionGround === 'JOINT' && all(life, 'Suspect').length === 1;
      return late || abused;
    }),
  'PO-06': (life, asOf) =>
    all(life, 'CoerciveMeasure').some((m) => {
      if (m.measure !== 'BAIL' || m.executedAt === null || m.endedAt !== null) return false;
      const before = all(life, 'CoerciveMeasure').some(
        (d) => d.caseNumber === m.caseNumber && d.measure === 'DETENTION',
      );
      const police = all(life, 'PoliceCase').find((c) => c.caseNumber === m.caseNumber);
      return (
        before && !police?.transferForProsecutionDate && !police?.withdrawnDate && plus(day(m.executedAt), 180) < asOf
      );
    }),
  'PO-10': (life, asOf) =>
    all(life, 'DrugUserRecord').some(
      (d) =>
        d.measure !== 'NONE' &&
        (d.end ?? '9999') >= asOf &&
        all(life, 'DrivingLicence').some((l) => l.person === d.person && l.status === 'NORMAL'),
    ),
  'CV-01': (life) => {
    const cases = all(life, 'CourtCase').filter((c) => c.cause === '民间借贷纠纷');
    const judged = all(life, 'CivilJudgment').filter((j) => cases.some((c) => c.caseNumber === j.caseNumber));
    const easy = judged.filter((j) => j.defaultJudgment || j.mediated).length;
    const licensed = all(life, 'Party').some((p) => p.role === 'PLAINTIFF' && p.organization !== null);
    return (
      cases.length >= 10 &&
      easy / cases.length >= 0.6 &&
      !licensed &&
      judged.every((j) => !j.evidenceKinds.includes('BANK_TRANSFER'))
    );
  },
  'CV-02': (life) =>
    all(life, 'EnforcementCase').some(
      (e) =>
        e.closedDate === null &&
        all(life, 'CourtCase').some((c) => {
          const judgment = all(life, 'CivilJudgment').find((j) => j.caseNumber === c.caseNumber);
          return (
            judgment?.mediated &&
            c.filedDate > e.filedDate &&
            c.closedDate !== null &&
            c.closedDate <= plus(c.filedDate, 7)
          );
        }),
    ),
  'EX-01': (life) =>
    all(life, 'TerminationRuling').some((t) =>
      all(life, 'AssetFinding').some(
        (a) =>
          a.caseNumber === t.caseNumber &&
          a.status === 'FREE' &&
          a.value >= 1_000_000 &&
          !all(life, 'EnforcementCase').some(
            (e) => e.basisCaseNumber === t.caseNumber && e.filedDate <= plus(a.foundAt, 30),
          ),
      ),
    ),
  'EX-02': (life) =>
    all(life, 'EnforcementCase').some(
      (e) =>
        e.closingMode === 'TERMINATED_THIS_ROUND' &&
        ((e.closedDate ?? '') < plusMonths(e.filedDate, 3) ||
          e.propertyReportOrderedAt === null ||
          e.networkQueryDates.length === 0),
    ),
  'EX-03': (life, asOf) => {
    const fines = all(life, 'AccessoryPenalty').filter(
      (p) =>
        p.penalty === 'FINE' && (p.paidAmount ?? 0) < (p.amount ?? 0) && p.payBy !== null && plus(p.payBy, 30) < asOf,
    );
    const orders = all(life, 'PropertyOrder').filter(
      (o) => plus(o.transferredToEnforcementDate ?? '2000-01-01', 30) < asOf,
    );
    return [...fines, ...orders].some(
      (item) => !all(life, 'EnforcementCase').some((e) => e.basisCaseNumber === item.caseNumber),
    );
  },
  'EX-08': (life, asOf) =>
    all(life, 'EnforcementCase').some(
      (e) =>
        e.closedDate === null &&
        plusMonths(e.filedDate, 6) < asOf &&
        !all(life, 'EnforcementMeasure').some((m) => m.caseNumber === e.caseNumber),
    ),
  'AE-01': (life) =>
    all(life, 'AdminPenaltyDecision').some(
      (d) => (d.goodsValue ?? 0) >= 5_000_000 && !all(life, 'CriminalReferral').some((r) => r.caseNo === d.caseNo),
    ),
  'AE-02': (life, asOf) =>
    all(life, 'CriminalReferral').some(
      (r) => r.receivedDate !== null && (r.policeDecisionDate ?? asOf) > plus(r.receivedDate, 3),
    ),
  'AE-03': (life, asOf) =>
    all(life, 'ReverseReferral').some(
      (r) => r.procuratorialOpinionDate !== null && (r.replyDate ?? asOf) > plusMonths(r.procuratorialOpinionDate, 2),
    ),
  'AE-04': (life, asOf) =>
    all(life, 'AdminPenaltyDecision').some(
      (d) =>
        d.performedAt === null &&
        !d.litigated &&
        d.enforcementApplicationDate === null &&
        plus(plusMonths(d.decidedDate, 9), -30) < asOf,
    ),
  'XD-07': (life) =>
    all(life, 'ConvictionItem').some((c) => {
      const sentence = all(life, 'Sentence').find((s) => s.caseNumber === c.caseNumber && s.defendant === c.defendant);
      return c.ageAtOffence < 18 && (sentence?.termYears ?? 0) * 12 + (sentence?.termMonths ?? 0) <= 60 && !c.sealed;
    }),
  ...registerRules,
};
