import { enumeration } from 'plumbline/sdk';

/** 字典 SQ, with the two grades of slight injury taken together. */
export const injuryGrade = (column: string) =>
  enumeration(column, {
    NONE: ['00', '无伤', '0'],
    SLIGHT: ['11', '12', '轻微伤一级', '轻微伤二级', '轻微伤'],
    MINOR_1: ['21', '轻伤一级'],
    MINOR_2: ['22', '轻伤二级', '轻伤(二级)'],
    SERIOUS_1: ['31', '重伤一级'],
    SERIOUS_2: ['32', '重伤二级'],
  });
