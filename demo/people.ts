import {
  bureauOf,
  courtOf,
  judicialOfficeOf,
  justiceBureauOf,
  policeBureauOf,
  procuratorateOf,
} from './lives/agencies.js';
import { homeDivision, townshipsOf } from './lives/divisions.js';

/** An account of the demonstration: whose token `plumbline token --as ROLE` makes. */
export interface DemoPerson {
  readonly role: string;
  readonly account: string;
  readonly kind: 'user' | 'service' | 'subject';
  readonly title: string;
  readonly agency: string;
  readonly organisation: string;
  readonly division: string;
  /** Whether the account belongs to the sample person: its token carries that person's opaque token. */
  readonly isSamplePerson: boolean;
}

const county = homeDivision;
const township = townshipsOf(county)[0]?.code ?? `${county}001`;
const city = county.slice(0, 4);

const staff = (role: string, title: string, agency: string, organisation = '', division = county): DemoPerson => ({
  role,
  account: `demo-${role}`,
  kind: 'user',
  title,
  agency,
  organisation,
  division,
  isSamplePerson: false,
});

const procuratorate = procuratorateOf(county).code;
const office = judicialOfficeOf(township).code;

/** One account for each role of domain 5.2 that a person can hold. */
export const demoPeople: readonly DemoPerson[] = [
  staff('prosecutor', '宁津县人民检察院 承办检察官', procuratorate),
  staff('deputy-chief-procurator', '宁津县人民检察院 分管副检察长', procuratorate),
  staff('case-manager', '宁津县人民检察院 案件管理', procuratorate),
  staff('resident-procurator', '派驻检察室 检察官', procuratorate, '派驻检察室'),
  staff('judge', '宁津县人民法院 法官', courtOf(county).code),
  staff('enforcement-judge', '宁津县人民法院 执行法官', courtOf(county).code, '执行局'),
  staff('police-officer', '宁津县公安局 办案民警', policeBureauOf(county).code),
  staff('police-legal-officer', '宁津县公安局 法制民警', policeBureauOf(county).code, '法制大队'),
  staff('corrections-officer', '宁津县社区矫正管理局 工作人员', justiceBureauOf(county).code),
  staff('judicial-office-clerk', '司法所 工作人员', justiceBureauOf(county).code, office, township),
  staff('administrative-officer', '宁津县市场监督管理局 执法人员', bureauOf(county, 'MARKET').code),
  staff('political-legal-committee', '宁津县委政法委 工作人员', 'PLC-371422'),
  staff('corrections-committee', '社区矫正委员会 工作人员', 'CCC-371422'),
  { ...staff('subject', '社区矫正对象(于建国)', 'PUBLIC'), kind: 'subject', isSamplePerson: true },
  { ...staff('party', '当事人(于建国)', 'PUBLIC'), kind: 'subject', isSamplePerson: true },
  { ...staff('public', '公众', 'PUBLIC', '', city), kind: 'subject' },
  { ...staff('integrator', '对接厂商', 'INTEGRATOR'), kind: 'service' },
  staff('sysadmin', '系统管理员', procuratorate, '技术科'),
  staff('auditor', '审计管理员', procuratorate, '审计'),
];
