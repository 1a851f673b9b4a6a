/**
 * What each ● rule of domain chapter 3 reads of the agencies, by coordinate; `=VALUE` names a value of a closed list that
 * the rule looks for. XD-02 is none of them, and what the reference platform of subsidies ran on (domain 3.7).
 */
export const ruleFields: Readonly<Record<string, string>> = {
  'CC-01': `CorrectionSubject.status=IN_CORRECTION CheckIn.dueFrom CheckIn.dueTo CheckIn.at CheckIn.mode=IN_PERSON
    CheckIn.period CheckIn.enteredAt CheckIn.excuse=HOSPITAL CorrectionPlan.checkInModes LeaveRequest.from
    LeaveRequest.to LeaveRequest.approvedDate CoerciveMeasure.executedAt CorrectionSubject.correctionStartDate`,
  'CC-02': `Sentence.principalPenalty=PUBLIC_SURVEILLANCE Sentence.probationDeclared Judgment.effectiveDate
    ParoleRuling.effectiveDate Reception.reportedAt Reception.reportDeadline Reception.searchStartedAt
    TemporaryServiceDecision.receivedByCustodianDate TemporaryServiceDecision.handedOverDate`,
  'CC-03': `Sentence.principalPenalty Sentence.probationDeclared Judgment.effectiveDate DeliveryRecord.noticeDate
    DeliveryRecord.documentsServedDate DeliveryRecord.copyToProcuratorate DeliveryRecord.copyToPolice`,
  'CC-04': `Judgment.effectiveDate Sentence.citizenId Sentence.probationDeclared Party.residenceDivisionCode
    Party.birthDate Party.name DeliveryRecord.executingAgencyDivisionCode CorrectionSubject.citizenId
    CorrectionSubject.name CorrectionSubject.birthDate CorrectionSubject.caseNumber CourtCase.correctionSubjects
    CorrectionSubject.basisCase`,
  'CC-05': `EducationAttendance.claimedHours EducationAttendance.sessionId EducationAttendance.date
    EducationAttendance.homeStudyHours CorrectionSubject.biometricScans BiometricScan.at BiometricScan.sessionId
    BiometricScan.direction=SIGN_OUT BiometricScan.deviceId BiometricScan.matchResult=MATCHED
    CorrectionPlan.homeStudyAllowed`,
  'CC-07': `BiometricScan.sessionId BiometricScan.subjectNo ServiceSession.roster ServiceSession.date
    ServiceSession.attendances ServiceAttendance.sessionId ServiceAttendance.recordedAt
    SubjectComplaint.category=RECORD_MISSING SubjectComplaint.receivedAt SubjectComplaint.feedbackAt`,
  'CC-09': `CorrectionSubject.correctionType=PROBATION CorrectionSubject.correctionStartDate
    CorrectionSubject.correctionEndDate CorrectionSubject.probationMonths CorrectionSubject.originalTermMonths
    CorrectionSubject.extensionGround Judgment.effectiveDate Sentence.termYears Sentence.termMonths Sentence.termDays
    Sentence.custodyCreditDays Sentence.startDate Sentence.probationMonths Sentence.principalPenalty
    ParoleRuling.releaseDate ParoleRuling.paroleEnd CommutationRuling.newEndDate`,
  'CC-11': `LocationAlert.kind=FENCE_EXIT LocationAlert.at LocationAlert.accuracyM LocationAlert.fixCount
    LocationAlert.divisionCode TravelHit.at TravelHit.divisionCode CorrectionSubject.executionDivisionCode
    LeaveRequest.from LeaveRequest.to LeaveRequest.destinationDivisionCode LeaveRequest.approvedDate
    LeaveRequest.frequentCrossRegion`,
  'CC-13': `ExitEntryRecord.direction=EXIT ExitEntryRecord.at ExitEntryRecord.port
    CorrectionSubject.correctionStartDate CorrectionSubject.correctionEndDate`,
  'CC-14': `CorrectionSubject.status=IN_CORRECTION CorrectionSubject.correctionStartDate
    CorrectionSubject.correctionEndDate ExitEntryControl.from ExitEntryControl.to ExitEntryControl.status=ACTIVE
    Release.date`,
  'CC-15': `CheckIn.at Reception.reportedAt Reception.reportDeadline RewardPunishment.kind=REVOKE_PROBATION
    RewardPunishment.date CorrectionSubject.correctionType=PAROLE`,
  'CC-16': `RewardPunishment.kind=WARNING RewardPunishment.date PublicOrderPenalty.violationCode
    PublicOrderPenalty.decidedDate CorrectionSubject.correctionType=TEMPORARY_SERVICE_OUTSIDE_PRISON`,
  'CC-17': `Suspect.offenceDate Suspect.policeCase ConvictionItem.offenceDate ConvictionItem.negligent
    ConvictionItem.recidivist Sentence.revokesEarlier Sentence.principalPenalty=FIXED_TERM Sentence.endDate
    Judgment.effectiveDate CorrectionSubject.correctionStartDate CorrectionSubject.correctionEndDate
    CorrectionSubject.status CorrectionSubject.judgmentDate`,
  'CC-18': `CoerciveMeasure.executedAt CoerciveMeasure.endedAt CoerciveMeasure.kind=ARREST
    PublicOrderPenalty.penalties=DETENTION PublicOrderPenalty.detentionStart PublicOrderPenalty.days
    DrugUserRecord.measure=COMPULSORY_ISOLATION DrugUserRecord.start NoticeToCorrections.custodyStart
    NoticeToCorrections.notifiedAt CheckIn.at`,
  'CC-19': `RewardPunishment.kind=ARREST_REQUEST RewardPunishment.receivedAt RewardPunishment.resultDate
    RevocationRuling.proposalReceivedDate RevocationRuling.ruledDate CoerciveMeasure.kind=ARREST
    CoerciveMeasure.executedAt CoerciveMeasure.endedAt`,
  'CC-20': `RevocationRuling.kind=RECALL RevocationRuling.effectiveDate RevocationRuling.result=GRANTED
    Termination.admittedDate Termination.custodyPlace Suspect.wanted Suspect.wantedDate Sentence.endDate`,
  'CC-22': `MedicalReview.at MedicalReview.dueDate MedicalReview.deferral
    TemporaryServiceDecision.reason=PREGNANT_OR_NURSING TemporaryServiceDecision.childBirthDate
    TemporaryServiceDecision.until RewardPunishment.kind=RECALL`,
  'CC-23': `CorrectionSubject.correctionEndDate CorrectionSubject.status=IN_CORRECTION
    CorrectionSubject.extensionGround Release.date Release.amnesty Release.notifiedCourt
    Release.notifiedProcuratorate Release.notifiedPolice RewardPunishment.kind=REVOKE_PROBATION`,
  'PO-01': `PoliceIncident.disposition=ACCEPTED PoliceIncident.reportedAt PoliceIncident.policeCase
    PoliceCase.filingDecision=NOT_FILED PoliceCase.acceptedDate PoliceCase.reviewDeadline PoliceCase.injuryGrade=MINOR_2
    PoliceCase.lossAmount PoliceCase.causeCode PoliceCase.method PoliceCase.referralNo Suspect.citizenId
    CriminalReferral.receivedDate`,
  'PO-02': `PoliceCase.causeCode PoliceCase.filedDate PoliceCase.transferForProsecutionDate Suspect.person
    Party.courtCase CourtCase.causeCode CourtCase.filedDate SeizedProperty.seizedAt CoerciveMeasure.executedAt
    ArrestRequest.requestedAt`,
  'PO-03': `PublicOrderPenalty.decidedDate PublicOrderCase.violationCode PublicOrderCase.injuryGrade=MINOR_1
    PublicOrderCase.injuryAssessedDate PublicOrderCase.lossAmount PublicOrderCase.mediated PublicOrderCase.filedDate
    PublicOrderCase.citizenId`,
  'PO-05': `CoerciveMeasure.kind=DETENTION CoerciveMeasure.executedAt CoerciveMeasure.endedAt
    CoerciveMeasure.extensionGround=REPEATED CoerciveMeasure.arrestRequests ArrestRequest.requestedAt
    ArrestRequest.receivedAt ArrestRequest.decidedAt PoliceCase.suspects`,
  'PO-06': `CoerciveMeasure.kind=BAIL CoerciveMeasure.kind=RESIDENTIAL_SURVEILLANCE CoerciveMeasure.expiresAt
    CoerciveMeasure.endKind=CHANGED PoliceCase.transferForProsecutionDate PoliceCase.withdrawnDate
    PoliceCase.lastEventAt`,
  'PO-10': `DrugUserRecord.measure=COMMUNITY_TREATMENT DrugUserRecord.start DrugUserRecord.end
    DrugUserRecord.controlStatus=REGISTERED_ONLY DrugUserRecord.drivingLicences DrivingLicence.status=NORMAL
    DrivingLicence.validTo`,
  'CV-01': `Party.role=PLAINTIFF Party.citizenId Party.creditCode Party.lawyer Party.address Party.phone
    CourtCase.causeCode CourtCase.filedDate CourtCase.closingModeCode CivilJudgment.claimAmount
    CivilJudgment.defaultJudgment CivilJudgment.mediated CivilJudgment.evidenceKinds Organization.industryCode
    Organization.shareholders`,
  'CV-02': `EnforcementCase.closedDate EnforcementCase.citizenId Party.role=DEFENDANT CourtCase.filedDate
    CourtCase.closedDate CivilJudgment.confessed CivilJudgment.sameDayMediation CivilJudgment.priorityClaim
    Organization.legalRepresentativeCitizenId Shareholder.citizenId`,
  'EX-01': `TerminationRuling.date TerminationRuling.enforcementCase AssetFinding.value AssetFinding.foundAt
    AssetFinding.acquiredDate AssetFinding.status=FREE AssetFinding.kind=REAL_ESTATE EnforcementCase.sameBasis
    EnforcementCase.filedDate EnforcementCase.caseNumber`,
  'EX-02': `EnforcementCase.closingMode=TERMINATED_THIS_ROUND EnforcementCase.filedDate EnforcementCase.closedDate
    EnforcementCase.propertyReportOrderedAt EnforcementCase.networkQueryDates TerminationRuling.consumptionLimit
    TerminationRuling.propertyReport EnforcementMeasure.kind=CONSUMPTION_LIMIT`,
  'EX-03': `Judgment.effectiveDate AccessoryPenalty.kind=FINE AccessoryPenalty.amount AccessoryPenalty.paidAmount
    AccessoryPenalty.payBy AccessoryPenalty.instalments PropertyOrder.transferredToEnforcementDate
    EnforcementCase.basisCaseNumber EnforcementCase.kind=CRIMINAL_PROPERTY EnforcementCase.receivedDate
    EnforcementCase.filedDate CourtCase.enforcementCases`,
  'EX-08': 'EnforcementCase.filedDate EnforcementCase.closedDate EnforcementCase.measures EnforcementMeasure.from',
  'AE-01': `AdministrativePenalty.illegalAmount AdministrativePenalty.goodsValue AdministrativePenalty.violationItemCode
    AdministrativePenalty.decidedDate AdministrativePenalty.criminalReferrals CriminalReferral.internalReportDate
    CriminalReferral.approvalDate CriminalReferral.sentDate`,
  'AE-02': `CriminalReferral.receivedDate CriminalReferral.policeDecisionDate CriminalReferral.policeDecision=NOT_FILED
    CriminalReferral.reconsiderationRequestedDate CriminalReferral.policeCases PoliceCase.filingDecision=PENDING`,
  'AE-03': `ReverseReferral.nonProsecutionDate ReverseReferral.procuratorialOpinionDate ReverseReferral.replyDate
    ReverseReferral.penalty`,
  'AE-04': `AdministrativePenalty.performedAt AdministrativePenalty.payBy AdministrativePenalty.litigated
    AdministrativePenalty.reconsidered AdministrativePenalty.servedDate AdministrativePenalty.demandServedDate
    AdministrativePenalty.enforcementApplicationDate AdministrativePenalty.fineAmount`,
  'XD-01': `DeathRecord.deathDate DeathRecord.register=FUNERAL DeathRecord.certificateNumber DeathRecord.subsidyPayments
    DeathRecord.pensionPayments SubsidyPayment.paidAt SubsidyPayment.status=RECOVERED SubsidyPayment.deathRecords
    PensionPayment.paidAt PensionPayment.month PensionPayment.status=RETURNED PensionPayment.deathRecords
    PensionEntitlement.endedAt`,
  'XD-02': `SubsidyPayment.villageCode SubsidyPayment.account SubsidyPayment.accountHolderCitizenId
    SubsidyPayment.areaMu SubsidyPayment.contractedAreaMu SubsidyPayment.amount SubsidyProject.budgetAmount
    SubsidyProject.paidAmount SubsidyProject.payments Employment.kind=VILLAGE_CADRE Employment.villageCode
    Person.subsidiesReceivedForOthers`,
  'XD-03': `ProcurementBid.bidDate ProcurementBid.result=WON ProcurementBid.bidderConvictions
    ProcurementBid.legalRepresentativeConvictions ProcurementBid.controllerConvictions
    BriberyConviction.kind=ORGANIZATION BriberyConviction.chargeCode BriberyConviction.effectiveDate
    BriberyConviction.bids BriberyConviction.representedBids`,
  'XD-04': `Sentence.principalPenalty=CRIMINAL_DETENTION Sentence.startDate Sentence.endDate
    CorrectionSubject.correctionStartDate CorrectionSubject.correctionEndDate PensionEntitlement.status=SUSPENDED
    PensionEntitlement.suspendedFrom PensionEntitlement.resumedFrom PensionEntitlement.adjustments
    PensionPayment.month PensionAdjustment.adjustedFrom PensionAdjustment.oldAmount PensionAdjustment.newAmount`,
  'XD-05': `ConvictionItem.chargeCode ConvictionItem.sealed Judgment.effectiveDate Sentence.probationEndDate
    Employment.kind=CIVIL_SERVANT Employment.to Employment.salaryPaidUntil ProfessionalLicence.status=VALID
    ProfessionalLicence.professionCode CompanyOfficer.office=LEGAL_REPRESENTATIVE CompanyOfficer.to
    OccupationBan.startsFrom Person.publicOfficial`,
  'XD-06': `ConvictionItem.chargeCode OccupationBan.occupation Employment.withMinors Employment.from Employment.to
    ProfessionalLicence.withMinors ProfessionalLicence.status=VALID`,
  'XD-07': `ConvictionItem.ageAtOffence ConvictionItem.sealed Sentence.termYears Sentence.sealed Judgment.effectiveDate
    CorrectionSubject.minor Suspect.sealed`,
};

/** What the acceptance questions of 2.11 and the rules' scans narrow by: coordinate and operators. */
export const questionFilters: Readonly<Record<string, string>> = {
  '1 this subject, this month': `CheckIn.dueTo:ge,le EducationAttendance.date:ge,le BiometricScan.at:ge,lt
    LocationAlert.at:ge,lt`,
  '2 community sentences not received': `Judgment.effectiveDate:ge,le Judgment.jurisdictionDivisionCode:prefix
    Sentence.probationDeclared:eq Sentence.principalPenalty:in DeliveryRecord.receiptDate:isNull
    DeliveryRecord.executingAgencyDivisionCode:prefix`,
  '3 terms where register and court differ': `CorrectionSubject.status:eq CorrectionSubject.correctionType:in
    CorrectionSubject.correctionStartDate:ge CorrectionSubject.correctionEndDate:le`,
  '4 detentions without arrest request': `CoerciveMeasure.kind:eq CoerciveMeasure.executedAt:lt
    CoerciveMeasure.endedAt:isNull`,
  '5 real estate after the ruling': `TerminationRuling.date:ge AssetFinding.kind:eq AssetFinding.value:ge
    AssetFinding.acquiredDate:ge EnforcementCase.closingMode:eq`,
  '6 own subjects, tasks this week': `CorrectionSubject.judicialOfficeCode:eq CorrectionSubject.executionDivisionCode:prefix
    CheckIn.at:isNull MedicalReview.dueDate:le EducationSession.date:ge`,
  '7 was the probationer received': 'Judgment.agencyCode:eq Judgment.caseNumber:eq CourtCase.caseNumber:in',
  '8 is this person under correction': 'CorrectionSubject.citizenId:eq CorrectionSubject.status:eq',
  '9 own referrals': `CriminalReferral.agencyCode:eq CriminalReferral.sentDate:ge
    CriminalReferral.policeDecisionDate:isNull`,
  '10 ranking by division': 'PoliceCase.jurisdictionDivisionCode:prefix CorrectionSubject.executionDivisionCode:prefix',
  '13 subsidies of my village':
    'SubsidyPayment.villageCode:eq,prefix SubsidyPayment.year:eq SubsidyPayment.published:eq',
  'XD-01 payments after a death':
    'DeathRecord.deathDate:ge SubsidyPayment.paidAt:ge PensionPayment.month:prefix PensionPayment.paidAt:ge',
  'XD-03 awards of three years': `ProcurementBid.result:eq ProcurementBid.bidDate:ge BriberyConviction.effectiveDate:ge
    BriberyConviction.creditCode:in`,
  'XD-04 pensions during a sentence': `PensionEntitlement.suspendedFrom:isNull PensionAdjustment.adjustedFrom:ge
    PensionPayment.paidAt:ge`,
  'XD-05 still in post': `Employment.to:isNull Employment.kind:in Employment.salaryPaidUntil:ge
    ProfessionalLicence.status:eq CompanyOfficer.to:isNull`,
  'XD-06 with minors': 'Employment.withMinors:eq ProfessionalLicence.withMinors:eq',
};
