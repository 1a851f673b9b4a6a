import { writeFileSync } from 'node:fs';
import { type AgencyKind, agenciesOf, intermediateCourt, prison, procuratorateOf } from './lives/agencies.js';
import { homeDivision } from './lives/divisions.js';

// The generator tells police stations from bureaus; the hub's list of kinds does not.
const kinds: Readonly<Record<AgencyKind, string>> = {
  COURT: 'COURT',
  PROCURATORATE: 'PROCURATORATE',
  PUBLIC_SECURITY: 'PUBLIC_SECURITY',
  POLICE_STATION: 'PUBLIC_SECURITY',
  JUSTICE_BUREAU: 'CORRECTIONS_AGENCY',
  JUDICIAL_OFFICE: 'JUDICIAL_OFFICE',
  DETENTION_CENTRE: 'DETENTION_CENTRE',
  PRISON: 'PRISON',
  ADMIN_ENFORCEMENT: 'ADMIN_ENFORCEMENT',
  REGISTRAR: 'ADMIN_ENFORCEMENT',
};

/** Writes the directory of the county's agencies, as a deployment would keep it. */
export function writeAgencyDirectory(file: string): void {
  const rows = [...agenciesOf(homeDivision), intermediateCourt(), procuratorateOf('371400'), prison()].map(
    (agency) => ({
      agencyCode: agency.code,
      name: agency.name,
      kind: kinds[agency.kind],
      level: levelOf(agency.kind, agency.division),
      divisionCode: agency.division,
      parentCode: null,
      courtCode: agency.kind === 'COURT' ? `鲁${agency.division.replace(/^37/, '').replace(/00$/, '')}` : null,
    }),
  );
  writeFileSync(file, JSON.stringify(rows));
}

function levelOf(kind: AgencyKind, division: string): string {
  if (kind === 'JUDICIAL_OFFICE' || kind === 'POLICE_STATION') return 'TOWNSHIP';
  if (division.endsWith('0000')) return 'PROVINCE';
  return division.endsWith('00') ? 'CITY' : 'COUNTY';
}
