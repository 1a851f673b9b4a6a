const matterNumber = '宁检执监〔2026〕98号';
const step = ['MatterStepInput!', { matterNumber }] as const;
const decision = ['DecisionInput!', { matterNumber, reason: '事实尚需核实' }] as const;
const answer = ['AgencyAnswerInput!', { matterNumber, answer: '已经核实并纠正' }] as const;
const conclusion = ['ConclusionInput!', { matterNumber, conclusion: '审查后未发现问题' }] as const;

/** Every step of supervision with an input that its type takes: type and value, by mutation. */
export const stepInputs: Readonly<Record<string, readonly [string, unknown]>> = {
  takeUpFindings: ['TakeUpInput!', { findingIds: ['any'] }],
  dismissFinding: ['DismissFindingInput!', { findingId: 'any', judgement: 'DATA_ERROR', reason: '录入有误' }],
  acceptMatter: step,
  assignMatter: ['AssignInput!', { matterNumber, assignee: 'demo-prosecutor' }],
  requestMaterial: ['RequestMaterialInput!', { matterNumber, request: '请提供签到记录' }],
  answerMaterialRequest: answer,
  closeWithoutIssue: conclusion,
  correctOrally: [
    'OralCorrectionInput!',
    { matterNumber, told: '司法所负责人', toldAt: '2026-11-02T08:00:00+08:00', content: '请及时补录' },
  ],
  confirmOralCorrection: conclusion,
  submitOpinion: [
    'OpinionInput!',
    {
      matterNumber,
      document: 'CORRECTION_NOTICE',
      facts: '登记学时与签到签退间隔不符',
      basis: ['人民检察院刑事诉讼规则 第六百四十三条'],
      opinion: '依法予以纠正',
    },
  ],
  approveOpinion: decision,
  returnOpinion: decision,
  rejectOpinion: decision,
  issueDocument: step,
  serveDocument: ['ServeInput!', { matterNumber, receivedBy: '收发室' }],
  replyCorrected: answer,
  objectToDocument: answer,
  decideObjection: ['ObjectionDecisionInput!', { matterNumber, decision: 'UPHELD', reason: '异议理由不成立' }],
  urgeAgency: step,
  escalateMatter: step,
  verifyCorrection: step,
  reopenMatter: step,
  transferMatter: ['TransferInput!', { matterNumber, to: '371422000000', reason: '属于公安机关管辖' }],
  fileComplaint: ['FileComplaintInput!', { kind: 'RECORD_MISSING', text: '一月社区服务没有记录' }],
  answerComplainant: ['ComplainantAnswerInput!', { matterNumber, answer: '已督促补录学时' }],
};
