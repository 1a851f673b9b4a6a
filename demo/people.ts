import { PlumblineError } from '../schema/errors.js';
import type { BusinessLine } from '../schema/warrant.js';
import {
  bureauOf,
  courtOf,
  judicialOfficeOf,
  justiceBureauOf,
  policeBureauOf,
  procuratorateOf,
} from './lives/agencies.js';
import { homeDivision, townshipsOf } from './lives/divisions.js';
import { samplePerson } from './lives/sample-person.js';
import { matterNumbers } from './matter-numbers.js';

/** An account of the demonstration: whose token `plumbline token --as NAME` makes. */
export interface DemoPerson {
  /** What `--as` calls it; the first account of a role is called by the role. */
  readonly name: string;
  readonly role: string;
  readonly account: string;
  readonly kind: 'user' | 'service' | 'subject';
  readonly title: string;
  readonly agency: string;
  readonly organisation: string;
  readonly division: string;
  readonly lines: readonly BusinessLine[];
  /** Number of the matter that it acts under unless told otherwise; null where its questions need none. */
  readonly matter: string | null;
  /** Whether the account belongs to the sample person: its token carries that person's opaque token. */
  readonly isSamplePerson: boolean;
}

const county = homeDivision;
const township = townshipsOf(county)[0]?.code ?? `${county}001`;
/** The village of the sample person's land. */
const village = samplePerson.villageCode;
const city = county.slice(0, 4);

const procuratorate = procuratorateOf(county).code;
const court = courtOf(county).code;
const police = policeBureauOf(county).code;
const corrections = justiceBureauOf(county).code;

type Rest = Partial<Omit<DemoPerson, 'role' | 'title' | 'agency' | 'account'>>;

const staff = (role: string, title: string, agency: string, rest: Rest = {}): DemoPerson => ({
  name: role,
  role,
  account: `demo-${rest.name ?? role}`,
  kind: 'user',
  title,
  agency,
  organisation: '',
  division: county,
  lines: [],
  matter: null,
  isSamplePerson: false,
  ...rest,
});

/** At least one account for each role of domain 5.2; the first of a role is the one that the role names. */
export const demoPeople: readonly DemoPerson[] = [
  staff('prosecutor', '宁津县人民检察院 承办检察官(执检、捕诉)', procuratorate, {
    lines: ['EXECUTION', 'CRIMINAL'],
    matter: matterNumbers.campaign,
  }),
  staff('prosecutor', '宁津县人民检察院 未成年人检察官', procuratorate, {
    name: 'juvenile-prosecutor',
    lines: ['JUVENILE'],
    matter: matterNumbers.juvenile,
  }),
  staff('prosecutor', '宁津县人民检察院 民事行政检察官', procuratorate, {
    name: 'civil-prosecutor',
    lines: ['CIVIL', 'ADMINISTRATIVE'],
  }),
  staff('prosecutor', '宁津县人民检察院 公益诉讼检察官', procuratorate, {
    name: 'public-interest-prosecutor',
    lines: ['PUBLIC_INTEREST'],
  }),
  staff('deputy-chief-procurator', '宁津县人民检察院 分管副检察长', procuratorate),
  staff('deputy-chief-procurator', '宁津县人民检察院 副检察长(第二人)', procuratorate, {
    name: 'second-deputy-chief-procurator',
  }),
  staff('case-manager', '宁津县人民检察院 案件管理', procuratorate),
  staff('resident-procurator', '派驻检察室 检察官', procuratorate, {
    organisation: '派驻检察室',
    lines: ['EXECUTION'],
  }),
  staff('judge', '宁津县人民法院 法官', court, { matter: matterNumbers.trial }),
  staff('enforcement-judge', '宁津县人民法院 执行法官', court, {
    organisation: '执行局',
    matter: matterNumbers.enforcement,
  }),
  staff('court-leader', '宁津县人民法院 院长', court),
  staff('police-officer', '宁津县公安局 办案民警', police, { matter: matterNumbers.investigation }),
  staff('police-legal-officer', '宁津县公安局 法制民警', police, { organisation: '法制大队' }),
  staff('corrections-officer', '宁津县社区矫正管理局 工作人员', corrections),
  staff('corrections-officer', '宁津县社区矫正管理局 未成年人矫正专岗', corrections, {
    name: 'minors-corrections-officer',
    lines: ['JUVENILE'],
  }),
  staff('judicial-office-clerk', '司法所 工作人员', corrections, {
    organisation: judicialOfficeOf(township).code,
    division: township,
  }),
  staff('administrative-officer', '宁津县市场监督管理局 执法人员', bureauOf(county, 'MARKET').code),
  staff('administrative-leader', '宁津县市场监督管理局 局长', bureauOf(county, 'MARKET').code),
  staff('political-legal-committee', '宁津县委政法委 工作人员', 'PLC-371422'),
  staff('corrections-committee', '社区矫正委员会 工作人员', 'CCC-371422'),
  staff('subject', '社区矫正对象(于建国)', 'PUBLIC', { kind: 'subject', isSamplePerson: true }),
  staff('party', '当事人(于建国)', 'PUBLIC', { kind: 'subject', isSamplePerson: true }),
  staff('party', '律师(受于建国委托)', 'PUBLIC', { name: 'lawyer', kind: 'subject', isSamplePerson: true }),
  staff('public', '公众', 'PUBLIC', { kind: 'subject', division: city }),
  staff('public', '投标人经办人(于建国)', 'PUBLIC', { name: 'bidder', kind: 'subject', isSamplePerson: true }),
  staff('public', '村民(柴胡前刘村)', 'PUBLIC', { name: 'villager', kind: 'subject', division: village }),
  staff('integrator', '对接厂商', 'INTEGRATOR', { kind: 'service' }),
  staff('sysadmin', '系统管理员', procuratorate, { organisation: '技术科' }),
  staff('auditor', '审计管理员', procuratorate, { organisation: '审计' }),
  staff('oversight-engine', '法律监督规则引擎', procuratorate, { kind: 'service', organisation: '技术科' }),
];

/** The account of a name: its own, or that of its role. Rejects with `BAD_USER_INPUT` for one that nobody there has. */
export function demoPersonNamed(name: string): DemoPerson {
  const person = demoPeople.find((each) => each.name === name || each.account === name);
  if (person !== undefined) return person;
  const names = demoPeople.map((each) => each.name).join(', ');
  throw new PlumblineError('BAD_USER_INPUT', `nobody in the demonstration is "${name}"; its people are ${names}`);
}
