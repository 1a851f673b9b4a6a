/** A question that the page offers; `$citizenId` is put in from the session when there is one. */
export interface Example {
  readonly label: string;
  /** Name of the account that it is meant for; the page asks as that one when it is offered. */
  readonly as: string;
  readonly query: string;
}

export const examples: readonly Example[] = [
  {
    label: '一人五机关 · One person, five agencies',
    as: 'prosecutor',
    query: `# 一问五答:法院、公安、执行、社区矫正、行政执法
# One question that five agencies answer
query OnePerson($citizenId: CitizenId!) {
  person(citizenId: $citizenId) {
    id
    name
    citizenId
    judgments {
      nodes {
        caseNumber
        effectiveDate
        sentences {
          nodes { principalPenalty probationMonths probationEndDate }
        }
        source { adapter asOf flags { field flag } }
      }
    }
    policeCases {
      nodes {
        caseNumber
        filingDecision
        coerciveMeasures {
          nodes { kind executedAt endedAt }
        }
      }
    }
    enforcementCases {
      nodes { caseNumber claimAmount filedDate closingMode }
    }
    correctionSubjects {
      nodes {
        subjectNo
        status
        correctionStartDate
        correctionEndDate
        checkIns(
          filter: { dueFrom: { ge: "2026-10-01", le: "2026-10-31" } }
          orderBy: [{ field: DUE_FROM }]
        ) {
          nodes { dueFrom dueTo at mode }
        }
        educationAttendances(filter: { date: { ge: "2026-10-01" } }) {
          nodes { date claimedHours }
        }
        biometricScans(
          filter: { at: { ge: "2026-10-01T00:00:00+08:00" } }
          orderBy: [{ field: AT }]
        ) {
          nodes { at direction }
        }
      }
    }
    administrativePenalties {
      nodes { decisionNumber violationName fineAmount }
    }
  }
}
`,
  },
  {
    label: '在册对象与法院刑期 · The register beside the court',
    as: 'prosecutor',
    query: `# 社区矫正登记的考验期,与法院判决对照
# The registered term beside the court's
query TermsBesideEachOther {
  correctionSubjects(
    first: 20
    filter: { correctionType: { eq: PROBATION } }
    orderBy: [{ field: CORRECTION_END_DATE }]
  ) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      subjectNo
      caseNumber
      probationMonths
      correctionStartDate
      correctionEndDate
      person {
        id
        sentences {
          nodes { caseNumber probationMonths probationStartDate probationEndDate }
        }
      }
    }
  }
}
`,
  },
  {
    label: '刑拘与提请批捕 · Detentions and requests for arrest',
    as: 'prosecutor',
    query: `# 刑事拘留及其提请批准逮捕
# Detentions with their requests for arrest
query Detentions {
  coerciveMeasures(
    first: 20
    filter: { kind: { eq: DETENTION } }
    orderBy: [{ field: EXECUTED_AT, direction: DESC }]
  ) {
    nodes {
      caseNumber
      executedAt
      endedAt
      endKind
      extensionGround
      arrestRequests { nodes { requestedAt result } }
    }
  }
}
`,
  },
  {
    label: '我可以申请什么 · What I may ask for',
    as: 'prosecutor',
    query: `# 我承办的事项;在本目的、本事项下能看到什么、可以申请什么
# The matters that I handle; under this purpose and matter,
# what I see and what I may ask approval of
query WhatIMayAskFor {
  myMatters { number title kind line files }
  myAccess(types: ["Person", "CorrectionSubject"]) {
    type
    enter { effect remedy }
    countable { fields smallestCell }
    fields { name effect rows mask remedy isRequestable }
  }
}
`,
  },
  {
    label: '线索与证据 · What the rules found',
    as: 'prosecutor',
    query: `# 规则发现的线索及其证据、来源、时点;轮到我办的事项
# What the rules found and on what it stands, from where and as of when;
# and the matters whose next step is mine
query WhatTheRulesFound {
  findings(filter: { status: { eq: NEW }, severity: { eq: HIGH } }, first: 5) {
    totalCount
    nodes {
      text
      rule { ruleId name basis }
      agency { name }
      evidence { nodes { label value unit adapter asOf } }
    }
  }
  inbox(first: 5) {
    nodes { matterNumber title state waitsFor dueDate }
  }
}
`,
  },
  {
    label: '我的社区矫正 · My correction',
    as: 'subject',
    query: `# 本人:期限、报告、学时与扫描、权利告知、监督检察院
# One's own: term, check-ins, hours beside scans, rights, whom to turn to
query MyCorrection {
  myCorrections(months: 2) {
    startDate
    endDate
    daysLeft
    checkIns { to at progress }
    education { month bookedHours scannedMinutes }
    rights { text basis }
    procuratorate { name phone }
  }
  myCases {
    caseNumber
    stage
    stages { kind date }
    deadlines { kind until basis }
  }
}
`,
  },
  {
    label: '只有数字,没有姓名 · Numbers without names',
    as: 'political-legal-committee',
    query: `# 统计:过小的数不公布,计入 rest
# Counts: what is too small to be told goes into rest
query NumbersWithoutNames {
  correctionSubjectCounts(by: [STATUS, CORRECTION_TYPE]) {
    total
    smallestCell
    groups { keys { field value label } count }
    rest
  }
  judgmentCounts(filter: { effectiveDate: { ge: "2026-01-01" } }) {
    total
  }
}
`,
  },
  {
    label: '我看不到的会怎样 · What happens to what I may not see',
    as: 'prosecutor',
    query: `# 换一个身份再问:被拒绝的字段为 null,
# extensions.access 说明原因与办法
# Ask again as somebody else: what is denied is null,
# and extensions.access says why
query WhatIMaySee($citizenId: CitizenId!) {
  person(citizenId: $citizenId) {
    id
    name
    citizenId
    phone
    correctionSubjects {
      nodes { status executionAgency correctionEndDate health }
    }
  }
}
`,
  },
];
