import type { OwnTable } from '../own-tables.js';

/** A data item as the police name it: column, title, and what its values look like. */
export interface DataItem {
  readonly name: string;
  readonly title: string;
  readonly note?: string;
}

/** One queryable resource of the police's request platform (请求服务平台). */
export interface PoliceService extends OwnTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly DataItem[];
  /** Columns that `condition` may range over (>=, >, <=, <): the update time and the record key. */
  readonly ranges: readonly string[];
  /** Population-wide registers are asked by key only: no key, no answer. */
  readonly needsKey: boolean;
  /** What the node that serves the resource declares; its bytes are GB18030 either way. */
  readonly declares: 'GBK' | 'UTF-8';
}

type Draft = Omit<PoliceService, 'columns' | 'ranges' | 'queryable'> & {
  readonly asked: readonly string[];
  readonly items: string;
};

/**
 * Every resource ends with these: who holds the record, whether and since when it stands so, and what the police keep to
 * themselves.
 */
const tail = `
  XZQH 管辖地区划 | GB/T 2260
  TBDWDM 填报单位
  FCBZ 封存标志 | 1封存 0否
  SFYX 是否有效 | 1有效 0作废
  GXSJ 更新时间 | yyyy-MM-dd HH:mm:ss
  ZWTZ 指纹特征数据 | 不得对外
  TQXX 特情信息 | 不得对外`;

/** `items` are lines `COLUMN title | note`. */
export function service({ asked, items, ...draft }: Draft): PoliceService {
  const columns = `${items.trim()}${tail}`.split('\n').map((line) => {
    const [head = '', note] = line.split('|').map((part) => part.trim());
    const [name = '', ...title] = head.split(/\s+/);
    return { name, title: title.join(' '), ...(note ? { note } : {}) };
  });
  return {
    ...draft,
    columns,
    queryable: [...new Set([draft.key, ...asked, 'XZQH', 'GXSJ'])],
    ranges: ['GXSJ', draft.key],
  };
}

/** Notes that many data items share. */
export const citizen = '18位或15位,个别为占位值';
export const moment = 'yyyy-MM-dd HH:mm:ss,个别为其他写法';
