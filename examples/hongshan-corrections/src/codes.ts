/** 性别; 9 (not stated, GB/T 2261.1) is neither. */
export const sexes = { MALE: ['1', '01', '男'], FEMALE: ['2', '02', '女'] } as const;

/** 矫正类别; 05 was 剥夺政治权利, which is no correction since 2012: it stays unknown. */
export const correctionTypes = {
  PUBLIC_SURVEILLANCE: ['01', '管制'],
  PROBATION: ['02', '缓刑'],
  PAROLE: ['03', '假释'],
  TEMPORARY_SERVICE_OUTSIDE_PRISON: ['04', '暂予监外执行', '保外就医'],
} as const;

/** 管理类别: when the vendor moved to 社区矫正法 (2020-07-01), 01 and 03 changed places. */
export const managementLevels = {
  STRICT: [{ code: '01', from: '2020-07-01' }, { code: '03', to: '2020-06-30' }, '严管'],
  GENERAL: ['02', '普管'],
  LENIENT: [{ code: '03', from: '2020-07-01' }, { code: '01', to: '2020-06-30' }, '宽管'],
} as const;

/** 矫正状态. */
export const statuses = {
  PENDING_REPORT: ['10', '待报到'],
  IN_CORRECTION: ['20', '在矫'],
  SUSPENDED: ['30', '中止'],
  TRANSFERRED_OUT: ['40', '迁出'],
  RELEASED: ['50', '解矫'],
  TERMINATED: ['60', '终止', '收监'],
} as const;

/** 报到方式: 03 was a report in writing until the app came with the law; since then that is 04. */
export const checkInModes = {
  IN_PERSON: ['01', '当面'],
  PHONE: ['02', '电话'],
  APP: [{ code: '03', from: '2020-07-01' }, 'APP'],
  WRITTEN: ['04', { code: '03', to: '2020-06-30' }, '书面'],
  VIDEO: ['05', '视频'],
} as const;

/** 未报到原因. */
export const excuses = { LEAVE: ['1', '请假'], HOSPITAL: ['2', '住院'], CUSTODY: ['3', '羁押'] } as const;
