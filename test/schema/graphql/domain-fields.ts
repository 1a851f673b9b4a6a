/**
 * What chapters 2.1–2.7 of the domain name, and where the schema has it. One line a domain type: the type of the
 * schema, then the domain's field names; `name=coordinate` where the schema says it otherwise, with the reason below.
 *
 * - `source` is provenance on every record, so a domain field `source` is `caseSource` or `origin`.
 * - A person of a record is `person`, whatever its role there; its organisation is `organization`.
 * - `xxxCode` brings `xxx` resolved; an enum needs no code.
 */
export const domainFields: Readonly<Record<string, string>> = {
  // 2.1
  Person: `Person personId=Person.id citizenId idTypeCode idNumber name formerName alias sexCode birthDate ethnicityCode
    nationalityCode householdDivisionCode householdAddress residenceDivisionCode residenceAddress phone educationCode
    maritalCode politicalCode employmentCode occupationCode employer publicOfficial deathDate deathSource photoRef
    biometricEnrolled`,
  Organization: `Organization uscc=Organization.creditCode name orgCode registrationTypeCode industryCode divisionCode
    address legalRepresentative registeredCapital establishedDate status shareholders`,
  Agency: 'Agency agencyCode name kind level divisionCode parent courtCode',
  Case: `CourtCase caseId=CourtCase.caseNumber caseNumber rawCaseNumber domain causeCode cause agency
    jurisdictionDivisionCode filedDate closedDate status parties documents=CourtCase.judgments sealed`,
  Document: `Judgment documentId kindCode=Judgment.kind documentNumber title issuingAgency=Judgment.agency
    issuedDate=Judgment.pronouncedDate effectiveDate servedDate=Judgment.servedDates recipients contentHash storageRef
    redactedRef signature=Judgment.signatureAlgorithm signerCert=Judgment.signerCertificate
    verified=Judgment.signatureVerified`,
  DossierDocument: `DossierDocument documentId kindCode=DossierDocument.kind documentNumber title issuingAgency issuedDate effectiveDate
    servedDate recipients contentHash storageRef redactedRef signatureAlgorithm signerCertificate signatureVerified`,
  // 2.4
  CourtCase: `CourtCase caseNumber court procedureCode filedDate trialMode summaryProcedure closedDate closingModeCode
    causeCode`,
  Party: 'Party role person organization agent lawyer',
  Judgment: 'Judgment documentId kind pronouncedDate servedDates effectiveDate appealDeadline appealed protested',
  ConvictionItem: `ConvictionItem defendant=ConvictionItem.person chargeCode attempted joint recidivist surrender
    ageAtOffence crimePlaceDivisionCode`,
  Sentence: `Sentence principalPenalty termYears termMonths termDays custodyCreditDays startDate endDate
    probation.declared=Sentence.probationDeclared probation.months=Sentence.probationMonths
    probation.startDate=Sentence.probationStartDate probation.endDate=Sentence.probationEndDate`,
  AccessoryPenalty: 'AccessoryPenalty kind amount payBy paidAmount',
  PropertyOrder: 'PropertyOrder kind amount victims transferredToEnforcementDate',
  ProhibitionOrder: 'ProhibitionOrder type detail start end',
  OccupationBan: 'OccupationBan occupation years startsFrom',
  ParoleRuling: 'ParoleRuling releaseDate paroleEnd',
  CommutationRuling: 'CommutationRuling reducedMonths newEndDate',
  TemporaryServiceDecision: 'TemporaryServiceDecision reason until designatedHospital',
  DeliveryRecord: `DeliveryRecord judgmentId noticeDate documentsServedDate executingAgency copyToProcuratorate
    copyToPolice receiptDate reportDeadline`,
  CivilJudgment: `CivilJudgment claimAmount awardAmount defaultJudgment mediated sameDayMediation performanceDeadline
    evidenceKinds`,
  AdminReview: 'AdminReview applicantAgency decisionId acceptedDate ruledDate result',
  // 2.5
  PoliceIncident: 'PoliceIncident incidentNo reportedAt channel category place divisionCode handlingUnit disposition',
  PoliceCase: `PoliceCase caseNumber causeCode source=PoliceCase.caseSource acceptedDate reviewDeadline filingDecision
    filedDate notFiledReason withdrawnDate closedDate transferForProsecutionDate lossAmount injuryGrade seniorOfficer
    caseSecret`,
  Suspect: 'Suspect person role wanted minor',
  CoerciveMeasure: `CoerciveMeasure kind decidedAt executedAt expiresAt extensionGround endedAt endKind familyNotifiedAt
    placeOfCustody`,
  ArrestRequest: 'ArrestRequest requestedAt receivedAt decidedAt result',
  PublicOrderCase: 'PublicOrderCase caseNo violationCode filedDate decidedDate penalties injuryGrade mediated',
  PublicOrderPenalty: 'PublicOrderPenalty caseNo violationCode decidedDate penalties days fineAmount detentionExecuted',
  DrugUserRecord: 'DrugUserRecord registeredDate measure start end controlStatus',
  DrivingLicence: 'DrivingLicence licenceNo classes status validTo revokedDate revokeReason',
  TrafficViolation: 'TrafficViolation at place licenceUsed drunk caseNo',
  ExitEntryControl: 'ExitEntryControl person reportedBy from to status passportHeld',
  ExitEntryRecord: 'ExitEntryRecord at port direction document',
  TravelHit: 'TravelHit at divisionCode kind matchedSubject',
  SeizedProperty: 'SeizedProperty item seizedAt status transferredWithCase',
  NoticeToCorrections: 'NoticeToCorrections custodyKind custodyStart notifiedAt',
  // 2.6
  CorrectionSubject: `CorrectionSubject subjectNo person correctionType managementLevel decisionAgency
    judgment=CorrectionSubject.basisCase originalTermMonths probationMonths correctionStartDate correctionEndDate
    executionAgency judicialOffice executionDivisionCode status minor female health riskLevel keyFlags`,
  PreSentenceAssessment: 'PreSentenceAssessment entrustedBy entrustedDate dueDate opinion submittedDate adopted',
  Reception: `Reception documentsReceivedDate receiptSentDate reportDeadline reportedAt reportedLate searchStartedAt
    notifiedAgencies`,
  Announcement: 'Announcement at participants',
  CorrectionTeam: 'CorrectionTeam members hasFemaleMember',
  CorrectionPlan: 'CorrectionPlan text hash adjustedDates',
  CheckIn: 'CheckIn dueFrom dueTo at mode period handledBy enteredAt backfilled',
  EducationSession: 'EducationSession sessionId date place plannedHours roster',
  ServiceSession: 'ServiceSession sessionId date place plannedHours roster',
  EducationAttendance: 'EducationAttendance subject claimedHours recordedBy recordedAt',
  ServiceAttendance: 'ServiceAttendance subject claimedHours recordedBy recordedAt',
  BiometricScan: 'BiometricScan deviceId modality subject at direction matchResult sessionId',
  LeaveRequest: `LeaveRequest from to destinationDivision reason approvedBy returnedAt frequentCrossRegion`,
  RelocationRequest: 'RelocationRequest toAgency consultedAt repliedAt decidedAt handedOverAt reportedAtNew',
  VisitRequest: 'VisitRequest visitor approved',
  RestrictedPlaceEntry: 'RestrictedPlaceEntry place at approved',
  LocationDevice: 'LocationDevice kind approvedBy from to ground',
  LocationAlert: 'LocationAlert kind at accuracyM divisionCode ackAt disposition',
  MedicalReview: 'MedicalReview at hospital dueDate deferral',
  RewardPunishment: 'RewardPunishment kind date ground docId result resultDate',
  Counselling: 'Counselling date kind',
  Release: 'Release date certificateNo notifiedCourt notifiedProcuratorate notifiedPolice',
  Termination: 'Termination kind date',
  SubjectComplaint: 'SubjectComplaint channel against text receivedAt handledBy feedbackAt',
  // 2.7
  EnforcementCase: `EnforcementCase caseNumber basisCaseNumber kind applicant respondent=EnforcementCase.person
    claimAmount filedDate noticeDate closedDate closingMode executedAmount propertyReportOrderedAt networkQueryDates`,
  AssetFinding: 'AssetFinding kind value foundAt source=AssetFinding.origin status',
  EnforcementMeasure: 'EnforcementMeasure kind from to',
  TerminationRuling: 'TerminationRuling date notice propertyReport consumptionLimit exhaustedSearch threeMonths',
  DishonestListing: 'DishonestListing listedAt removedAt reason',
  FundDisbursement: 'FundDisbursement receivedAt paidOutAt amount',
  AdminCase: `AdministrativeCase caseNo agency violator=AdministrativeCase.person violationItemCode filedDate
    decidedDate`,
  AdminPenaltyDecision: `AdministrativePenalty caseNo agency violator=AdministrativePenalty.person violationItemCode
    filedDate decidedDate penalties illegalAmount goodsValue fineAmount performedAt reconsidered litigated
    enforcementApplicationDate`,
  CriminalReferral: `CriminalReferral internalReportDate approvalDate sentDate receivedDate policeDecisionDate
    policeDecision evidenceHandedOverDate copyToProcuratorate`,
  ReverseReferral: 'ReverseReferral nonProsecutionDate procuratorialOpinionDate recipient replyDate penalty',
  // 2.7, special registers; and what the rules XD-04 to XD-06 need beyond it
  SubsidyProject: 'SubsidyProject projectNo policy village=SubsidyProject.villageCodes',
  SubsidyPayment: `SubsidyPayment projectNo villageCode amount beneficiary=SubsidyPayment.person account paidAt
    villagePublicity=SubsidyPayment.published`,
  PensionPayment: 'PensionPayment person month amount scheme paidAt payingAgency status',
  PensionAdjustment: 'PensionAdjustment person adjustedFrom oldAmount newAmount reason documentNo',
  PensionEntitlement: 'PensionEntitlement person entitledFrom suspendedFrom suspendedReason',
  DeathRecord: `DeathRecord person deathDate place certificateNumber source=DeathRecord.register registeredAt
    deathPlaceDivision`,
  ProcurementBid: 'ProcurementBid projectNo bidder=ProcurementBid.organization uscc=ProcurementBid.creditCode result',
  BriberyConviction: 'BriberyConviction person organization chargeCode caseNumber effectiveDate sentenceSummary',
  ProfessionalLicence: 'ProfessionalLicence kind=ProfessionalLicence.professionCode status',
  CompanyOfficer: 'CompanyOfficer role=CompanyOfficer.office from',
  Employment: 'Employment person kind unit post from to salaryPaidUntil withMinors',
};

/** 2.10: what each subgraph adds to another's entity, and the names that the product promises on Person. */
export const contributions: Readonly<Record<string, string>> = {
  identity: `Person.citizenId Organization.shareholders Agency.name`,
  judgments: `Person.judgments Person.courtCases Person.civilCases Person.convictions Person.sentences
    Organization.courtCases PoliceCase.resultingCourtCases AdministrativePenalty.adminReviews CourtCase.originPoliceCase`,
  police: `Person.policeCases Person.suspectOf Person.coerciveMeasures Person.publicOrderPenalties Person.drivingLicences
    Person.exitEntryRecords Person.exitEntryControls Person.drugUserRecords Person.trafficViolations Person.travelHits
    Person.custodyNotices CriminalReferral.policeCases PoliceCase.referral`,
  enforcement: `Person.enforcementCases Person.dishonestListings Organization.enforcementCases CourtCase.enforcementCases
    EnforcementCase.basisCase`,
  corrections: `Person.correctionSubjects CourtCase.correctionSubjects CorrectionSubject.checkIns
    CorrectionSubject.educationAttendances CorrectionSubject.serviceAttendances CorrectionSubject.biometricScans`,
  administrative: `Person.administrativePenalties Organization.administrativePenalties PoliceCase.originReferrals
    CriminalReferral.policeCase`,
  registers: `Person.subsidyPayments Person.pensionPayments Person.professionalLicences Person.deathRecords
    Person.employments Organization.briberyConvictions Organization.bids Organization.officers
    CourtCase.briberyConvictions`,
};
