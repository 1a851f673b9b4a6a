/** 案件类型. */
export const kinds = {
  CIVIL: ['01', '民事', '1'],
  ADMINISTRATIVE: ['02', '行政', '2'],
  CRIMINAL_PROPERTY: ['03', '刑事涉财产', '3', '刑事裁判涉财产部分'],
  NON_LITIGATION: ['04', '非诉行政', '4'],
  ARBITRATION: ['05', '仲裁', '5'],
  NOTARY: ['06', '公证债权文书', '6'],
} as const;

/** 结案方式. */
export const closingModes = {
  PERFORMED: ['1', '执行完毕'],
  TERMINATED_THIS_ROUND: ['2', '终结本次执行程序', '终本'],
  TERMINATED: ['3', '终结执行'],
  CANCELLED: ['4', '销案'],
  REFUSED: ['5', '不予执行'],
  DISMISSED: ['6', '驳回申请'],
} as const;
