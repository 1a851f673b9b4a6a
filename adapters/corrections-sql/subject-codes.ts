/** 矫正类别. */
export const correctionTypes = {
  PUBLIC_SURVEILLANCE: ['01', '管制', '1'],
  PROBATION: ['02', '缓刑', '2'],
  PAROLE: ['03', '假释', '3'],
  TEMPORARY_SERVICE_OUTSIDE_PRISON: ['04', '暂予监外执行', '4', '保外就医'],
} as const;

/** 矫正状态. */
export const statuses = {
  PENDING_REPORT: ['10', '待报到'],
  IN_CORRECTION: ['20', '在矫', '在册'],
  SUSPENDED: ['30', '中止'],
  TRANSFERRED_OUT: ['40', '转出'],
  RELEASED: ['50', '解矫', '已解矫'],
  TERMINATED: ['60', '终止', '收监'],
} as const;
