import { sqlTable } from '../sql/columns.js';
import type { SqlSystem } from '../sql/system.js';
import { licenceCodes } from './codes.js';

/**
 * The approval bureau's library (行政审批服务局): licences that it gathers from the bureaus that gave them, and the companies
 * that it registers. Lower-case pinyin, `scbz` for deletion, `mj` for secrecy.
 */
export const licencesSystem: SqlSystem = {
  tables: [
    sqlTable(
      'ProfessionalLicence',
      'sp_zyxk',
      '执业许可',
      (c) => [
        c.plain('zsbh', '证书编号', (f) => f.licenceNo),
        c.code('zylb', '执业类别', licenceCodes.zylb, (f) => f.profession),
        c.personName('xm', '持证人姓名', (f, at) => at.person(f.person)),
        c.citizenId('sfzhm', '持证人身份证号码', (f, at) => at.person(f.person)),
        c.code('zyzt', '执业状态', licenceCodes.zyzt, (f) => f.status),
        c.textDate('yxqq', '有效期起', (f) => f.validFrom),
        c.textDate('yxqz', '有效期止', (f) => f.validTo),
        c.textDate('zxrq', '吊销、注销日期', (f) => f.endedAt),
        c.text('zyjg', '执业机构', (f) => f.practiceName),
        c.plain('zyjgxydm', '执业机构统一社会信用代码', (f) => f.practiceCreditCode),
        c.flag('sfmqjcwcnr', '是否密切接触未成年人', (f) => f.withMinors),
        c.text('fzjg', '发证机关', (f) => f.issuingAgency),
      ],
      ['zsbh', 'sfzhm'],
      { duplicates: true },
    ),
    sqlTable(
      'CompanyOfficer',
      'sp_qyry',
      '企业任职人员',
      (c) => [
        c.plain('tyxydm', '统一社会信用代码', (f, at) => at.organization(f.organization)?.uscc ?? null),
        c.text('qymc', '企业名称', (f, at) => at.organization(f.organization)?.name ?? null),
        c.personName('xm', '姓名', (f, at) => at.person(f.person)),
        c.citizenId('sfzhm', '身份证号码', (f, at) => at.person(f.person)),
        c.code('zw', '职务', licenceCodes.zw, (f) => f.office),
        c.textDate('rzrq', '任职日期', (f) => f.from),
        c.textDate('mzrq', '免职日期', (f) => f.to),
      ],
      ['tyxydm', 'sfzhm'],
    ),
  ],
  common: {
    key: 'id',
    agency: 'ssjgdm',
    agencyName: 'ssjgmc',
    division: 'xzqh',
    sealed: 'sffc',
    deletion: { column: 'scbz', live: '0', deleted: '1' },
    updated: 'gxsj',
    secrecy: 'mj',
    internal: [{ name: 'scyj', label: '内部审查意见(不得对外)' }],
  },
  keyOf: (table, _fact, serial) => `${table.slice(3)}-${String(serial).padStart(8, '0')}`,
};
