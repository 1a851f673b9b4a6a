// long: one story told in order, from reception to release.
import {
  courtOf,
  courtSign,
  intermediateCourt,
  judicialOfficeOf,
  justiceBureauOf,
  policeBureauOf,
  prison,
} from './agencies.js';
import type { Charge } from './charges.js';
import { charges } from './charges.js';
import { tellConviction } from './conviction-story.js';
import type { CorrectionRecord, CorrectionStory } from './correction-record.js';
import { addMonths, ageAt, type Day, dateText, instantText, termEnd } from './days.js';
import type { LifeBuilder } from './life-builder.js';
import { tellPoliceCase } from './police-story.js';
import { tellSupervision } from './supervision-story.js';

export function drawCharge(life: LifeBuilder): Charge {
  return life.random.weighted(charges.map((charge) => [charge, charge.weight] as const));
}

export function tellCorrection(life: LifeBuilder, story: CorrectionStory): CorrectionRecord {
  const { random, run } = life;
  const { person, township, type, effective, charge } = story;
  const division = township.slice(0, 6);
  const courtDivision = story.courtDivision ?? division;
  const community = type === 'PROBATION' || type === 'PUBLIC_SURVEILLANCE';
  // Parole and temporary service follow a judgment of some time ago.
  const judged = community ? effective : addMonths(effective, -Math.ceil(story.termMonths * 0.6));
  const pronounced = judged - 11;
  const filed = pronounced - random.between(15, 60);
  const offence = filed - random.between(60, 240);
  const victim = charge.injury || charge.loss ? life.person({ ageFrom: 20, ageTo: 60 }) : undefined;
  const police = tellPoliceCase(life, {
    division: courtDivision,
    charge,
    offence,
    suspects: [person],
    custody: community ? random.pick(['BAIL', 'BAIL', 'DETENTION_BAIL']) : 'ARREST',
    transferred: filed - random.between(10, 30),
    ...(story.policeCaseNumber ? { caseNumber: story.policeCaseNumber } : {}),
    ...(victim ? { victim } : {}),
  });
  const conviction = tellConviction(life, {
    division: courtDivision,
    defendants: [person],
    charge,
    offence,
    filed,
    pronounced,
    effective: judged,
    penalty:
      type === 'PUBLIC_SURVEILLANCE' ? 'PUBLIC_SURVEILLANCE' : charge.detention ? 'CRIMINAL_DETENTION' : 'FIXED_TERM',
    termMonths: story.termMonths,
    probationMonths: type === 'PROBATION' ? story.probationMonths : null,
    policeCaseNumber: police.caseNumber,
    ...(victim ? { victim } : {}),
    ...(story.caseNumber ? { caseNumber: story.caseNumber } : {}),
    deliveredTo: community ? division : null,
  });
  const months = type === 'PROBATION' ? (story.probationMonths ?? 12) : story.termMonths;
  const end = community
    ? termEnd(effective, Math.floor(months / 12), months % 12)
    : (conviction.termEnd ?? effective + 365);
  const decision = tellSentenceChange(life, story, conviction.caseNumber, end);
  const bureau = justiceBureauOf(division);
  const court = courtOf(courtDivision);
  const record: CorrectionRecord = {
    person,
    subjectNo: story.subjectNo ?? run.numbers.subject(division, effective),
    caseNumber: decision ?? conviction.caseNumber,
    policeCaseNumber: police.caseNumber,
    documentId: conviction.documentId,
    start: effective,
    end,
    township,
    division,
    bureau: bureau.code,
    court: court.code,
  };
  tellRegister(
    life,
    story,
    record,
    community ? court : decision?.includes('刑更') ? intermediateCourt() : prison(),
    pronounced,
  );
  tellExitControl(life, story, record);
  tellSupervision(life, story, record);
  if (charge.name === '危险驾驶罪' || charge.name === '交通肇事罪') {
    life.add(
      'DrivingLicence',
      { agency: policeBureauOf(courtDivision).code, division: courtDivision, day: judged + 20 },
      {
        licenceNo: person.citizenId,
        person: person.key,
        classes: 'C1',
        status: 'REVOKED',
        validTo: dateText(addMonths(judged, 36)),
        revokedDate: dateText(judged + 20),
        revokeReason: `犯${charge.name}`,
      },
    );
  }
  return record;
}

/** The ruling or decision that put a prisoner outside; returns its number. */
function tellSentenceChange(life: LifeBuilder, story: CorrectionStory, original: string, end: Day): string | null {
  const { effective, person } = story;
  const court = intermediateCourt();
  const holder = { agency: court.code, division: court.division, day: effective + 2 };
  const ruled = effective - 6;
  if (story.type === 'PAROLE') {
    const caseNumber = life.run.numbers.courtCase(court.division, '刑更', ruled);
    life.add('ParoleRuling', holder, {
      caseNumber,
      originalCaseNumber: original,
      defendant: person.key,
      ruledDate: dateText(ruled),
      effectiveDate: dateText(effective),
      releasedFrom: prison().name,
      releaseDate: dateText(effective),
      paroleEnd: dateText(end),
    });
    return caseNumber;
  }
  if (story.type !== 'TEMPORARY_SERVICE_OUTSIDE_PRISON') return null;
  const decided = court.division;
  const caseNumber = `${courtSign(decided)}暂外〔${dateText(effective).slice(0, 4)}〕${person.citizenId.slice(14, 17)}号`;
  // Nursing ends with the child's first birthday, and temporary service with it.
  const nursing = person.sexCode === '2' && effective + 460 > life.run.asOf && life.random.chance(0.4);
  life.add('TemporaryServiceDecision', holder, {
    caseNumber,
    originalCaseNumber: original,
    defendant: person.key,
    reason: nursing ? 'PREGNANT_OR_NURSING' : life.random.pick(['SERIOUS_ILLNESS', 'UNABLE_SELF_CARE']),
    decidedDate: dateText(effective),
    until: dateText(nursing ? Math.min(end, effective + 480) : end),
    designatedHospital: '德州市人民医院',
    childBirthDate: nursing ? dateText(effective + 120) : null,
  });
  return caseNumber;
}

function tellRegister(
  life: LifeBuilder,
  story: CorrectionStory,
  record: CorrectionRecord,
  decided: { readonly code: string; readonly name: string },
  pronounced: Day,
): void {
  const { random } = life;
  const { person, type, effective } = story;
  const { bureau, division, subjectNo } = record;
  const office = judicialOfficeOf(story.township);
  const left =
    story.status === 'IN_CORRECTION' || story.status === 'PENDING_REPORT' ? null : (story.stops ?? record.end);
  const holder = { agency: bureau, division, day: effective + 12 };
  const of = { subjectNo, person: person.key };
  if (type === 'PROBATION' && random.chance(0.6)) {
    const entrusted = pronounced - random.between(20, 40);
    life.add(
      'PreSentenceAssessment',
      { ...holder, day: pronounced },
      {
        assessmentNo: life.run.numbers.serial('DC', division, entrusted),
        person: person.key,
        entrustedBy: record.court,
        entrustedDate: dateText(entrusted),
        dueDate: dateText(entrusted + 14),
        opinion: 'SUITABLE',
        submittedDate: dateText(entrusted + random.between(6, 13)),
        adopted: true,
      },
    );
  }
  life.add(
    'CorrectionSubject',
    { ...holder, day: left ?? effective + 12 },
    {
      subjectNo,
      person: person.key,
      correctionType: type,
      managementLevel: random.weighted([
        ['STRICT', 15],
        ['GENERAL', 65],
        ['LENIENT', 20],
      ]),
      decisionAgency: decided.code,
      decisionAgencyName: decided.name,
      caseNumber: record.caseNumber,
      judgmentDate: dateText(pronounced),
      charge: story.charge.name,
      originalTermMonths: story.termMonths,
      probationMonths: type === 'PROBATION' ? story.probationMonths : null,
      correctionStartDate: dateText(effective),
      correctionEndDate: dateText(record.end),
      executionAgency: bureau,
      judicialOffice: office.code,
      judicialOfficeName: office.name,
      status: story.status,
      minor: ageAt(person.birthDate, effective) < 18,
      female: person.sexCode === '2',
      health:
        type === 'TEMPORARY_SERVICE_OUTSIDE_PRISON'
          ? '患病'
          : random.weighted([
              ['健康', 90],
              ['慢性病', 8],
              ['残疾', 2],
            ]),
      riskLevel: random.weighted([
        ['LOW', 70],
        ['MEDIUM', 25],
        ['HIGH', 5],
      ]),
      keyFlags: random.chance(0.05) ? [random.pick(['涉毒', '涉黑', '独居', '有精神病史'])] : [],
      officer: `工作人员${random.pick(['赵', '钱', '孙', '李'])}某`,
    },
  );
  const reportDay = effective + random.between(2, 8);
  life.add(
    'Reception',
    { ...holder, day: reportDay },
    {
      ...of,
      documentsReceivedDate: dateText(effective + random.between(4, 9)),
      receiptSentDate: dateText(effective + random.between(9, 12)),
      reportDeadline: dateText(effective + 10),
      reportedAt: instantText(reportDay, random.between(510, 1020)),
      reportedLate: false,
      searchStartedAt: null,
      notifiedAgencies: '法院、检察院、公安',
    },
  );
  life.add(
    'Announcement',
    { ...holder, day: reportDay + 2 },
    {
      ...of,
      at: instantText(reportDay + 2, 600),
      participants: '司法所、村居干部、家属、民警',
    },
  );
  life.add(
    'CorrectionTeam',
    { ...holder, day: reportDay + 2 },
    {
      ...of,
      members: person.sexCode === '2' ? '所长、社工、村干部、女性志愿者' : '所长、社工、村干部',
      hasFemaleMember: person.sexCode === '2' || random.chance(0.4),
      formedDate: dateText(reportDay + 2),
    },
  );
  const plan = `针对${story.charge.name}成因,结合其${person.employer ? '就业' : '家庭'}情况,开展${random.pick(['法治教育', '心理辅导', '就业帮扶', '家庭关系修复'])},每月面谈一次,${random.pick(['每季度家访', '每月走访', '双月走访'])}。`;
  life.add(
    'CorrectionPlan',
    { ...holder, day: reportDay + 5 },
    {
      ...of,
      text: plan,
      hash: `${plan.length}-${subjectNo}`,
      madeDate: dateText(reportDay + 5),
      adjustedDates: random.chance(0.3) ? [dateText(reportDay + 95)] : [],
      educationHoursPerMonth: 8,
      serviceHoursPerMonth: 4,
    },
  );
}

function tellExitControl(life: LifeBuilder, story: CorrectionStory, record: CorrectionRecord): void {
  const last = Math.min(record.end, story.stops ?? record.end);
  const over = last < life.run.asOf;
  const police = policeBureauOf(record.division);
  life.add(
    'ExitEntryControl',
    { agency: police.code, division: record.division, day: over ? last + 5 : record.start + 4 },
    {
      controlNo: life.run.numbers.serial('BK', record.division, record.start),
      person: story.person.key,
      reportedBy: record.bureau,
      from: dateText(record.start + 3),
      to: dateText(record.end),
      status: over ? 'LIFTED' : 'ACTIVE',
      passportHeld: life.random.chance(0.2),
    },
  );
}
