import { creditCodeOf, organizationCodeOf } from './check-digits.js';
import { homeDivision, shortDivisionName, townshipsOf } from './divisions.js';

export type AgencyKind =
  | 'COURT'
  | 'PROCURATORATE'
  | 'PUBLIC_SECURITY'
  | 'JUSTICE_BUREAU'
  | 'JUDICIAL_OFFICE'
  | 'POLICE_STATION'
  | 'DETENTION_CENTRE'
  | 'PRISON'
  | 'ADMIN_ENFORCEMENT'
  | 'REGISTRAR';

export interface Agency {
  /** Credit code of the organ, or the 12-digit unit code of a police unit. */
  readonly code: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly division: string;
}

/** Bureaus that hand in administrative cases: a letter for each, for numbers and credit codes. */
export const bureaus = {
  MARKET: { name: '市场监督管理局', sign: '市监', code: '41' },
  ECOLOGY: { name: '生态环境局', sign: '环', code: '42' },
  TOBACCO: { name: '烟草专卖局', sign: '烟', code: '43' },
  CITY: { name: '综合行政执法局', sign: '综执', code: '44' },
  TRANSPORT: { name: '交通运输局', sign: '交', code: '45' },
  RESOURCES: { name: '自然资源局', sign: '自然资', code: '46' },
} as const;
export type Bureau = keyof typeof bureaus;

/** Bodies that keep the social registers. */
export const registrars = {
  AGRICULTURE: { name: '农业农村局', code: '61' },
  SOCIAL_SECURITY: { name: '人力资源和社会保障局', code: '62' },
  HEALTH: { name: '卫生健康局', code: '63' },
  CIVIL_AFFAIRS: { name: '民政局', code: '64' },
  FUNERAL: { name: '殡仪馆', code: '65' },
  EXCHANGE: { name: '公共资源交易中心', code: '66' },
  APPROVAL: { name: '行政审批服务局', code: '67' },
  JUSTICE: { name: '司法局', code: '68' },
  EDUCATION: { name: '教育和体育局', code: '69' },
  HOUSING: { name: '住房和城乡建设局', code: '70' },
} as const;
export type Registrar = keyof typeof registrars;

const cached = new Map<string, Agency>();

function organ(kind: AgencyKind, division: string, serial: string, name: string): Agency {
  const id = `${serial}/${division}`;
  const known = cached.get(id);
  if (known) return known;
  // 11 = organ of the state; the body is the division and the organ's serial (GB 32100, GB 11714).
  const code = creditCodeOf(`11${division}${organizationCodeOf(`0${division.slice(1, 6)}${serial}`)}`);
  const agency = { code, name, kind, division };
  cached.set(id, agency);
  return agency;
}

export const courtOf = (division: string) => organ('COURT', division, '11', `${shortDivisionName(division)}人民法院`);
/** 德州市中级人民法院: rules on parole and commutation. */
export const intermediateCourt = () => organ('COURT', '371400', '12', '山东省德州市中级人民法院');
export const procuratorateOf = (division: string) =>
  organ('PROCURATORATE', division, '21', `${shortDivisionName(division)}人民检察院`);
export const justiceBureauOf = (division: string) =>
  organ('JUSTICE_BUREAU', division, '31', `${shortDivisionName(division)}社区矫正管理局`);
export const bureauOf = (division: string, bureau: Bureau) =>
  organ('ADMIN_ENFORCEMENT', division, bureaus[bureau].code, `${shortDivisionName(division)}${bureaus[bureau].name}`);
export const registrarOf = (division: string, registrar: Registrar) =>
  organ(
    'REGISTRAR',
    division,
    registrars[registrar].code,
    `${shortDivisionName(division)}${registrars[registrar].name}`,
  );
export const prison = () => organ('PRISON', '370100', '51', '山东省某监狱');

/** 法院代字: province, then digits 3–6 of the division (as it happens for these courts). */
export function courtSign(division: string): string {
  return division === '371400' ? '鲁14' : `鲁${division.slice(2, 6)}`;
}

/** Twelve digits: division, unit, section (GA/T 380). */
export function policeUnit(division: string, unit: number): Agency {
  const code = `${division}${String(unit).padStart(2, '0')}0000`;
  const known = cached.get(code);
  if (known) return known;
  const township = townshipsOf(division)[unit - 51];
  const place = shortDivisionName(division);
  const agency: Agency = township
    ? { code, name: `${place}公安局${township.name}派出所`, kind: 'POLICE_STATION', division }
    : { code, name: `${place}公安局`, kind: 'PUBLIC_SECURITY', division };
  cached.set(code, agency);
  return agency;
}

/** The police bureau of a county. */
export const policeBureauOf = (division: string) => policeUnit(division, 0);

export const detentionCentreName = (division: string) => `${shortDivisionName(division)}看守所`;

/** The 司法所 of a township: nine-digit township code and `J`, as the corrections system numbers them. */
export function judicialOfficeOf(township: string): Agency {
  const code = `${township}J`;
  const known = cached.get(code);
  if (known) return known;
  const division = township.slice(0, 6);
  const name = townshipsOf(division).find((each) => each.code === township)?.name ?? '城关街道';
  const agency: Agency = {
    code,
    name: `${shortDivisionName(division)}${name}司法所`,
    kind: 'JUDICIAL_OFFICE',
    division,
  };
  cached.set(code, agency);
  return agency;
}

/** The agencies of the home county that the demo's people work for. */
export function agenciesOf(division: string = homeDivision): readonly Agency[] {
  return [
    courtOf(division),
    procuratorateOf(division),
    justiceBureauOf(division),
    policeBureauOf(division),
    ...townshipsOf(division).map((township, index) => ({
      ...policeUnit(division, 51 + index),
      township: township.code,
    })),
    ...townshipsOf(division).map((township) => judicialOfficeOf(township.code)),
    ...(Object.keys(bureaus) as Bureau[]).map((bureau) => bureauOf(division, bureau)),
    ...(Object.keys(registrars) as Registrar[]).map((registrar) => registrarOf(division, registrar)),
  ];
}

const names = new Map<string, ReadonlyMap<string, string>>();

/** The name of an agency of a division, by its code. */
export function agencyName(code: string, division: string): string {
  let known = names.get(division);
  if (known === undefined) {
    known = new Map(agenciesOf(division).map((agency) => [agency.code, agency.name]));
    names.set(division, known);
  }
  return known.get(code) ?? '';
}
