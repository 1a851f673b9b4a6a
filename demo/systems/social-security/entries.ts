import type { Cell, Dirt } from '../../dirt/dirt.js';
import type { FactKind, FactOf, Life } from '../../lives/facts.js';
import type { Held, PersonFact } from '../../lives/person-facts.js';
import { columnCanary } from '../../lives/traps/canary.js';
import type { OwnCodes } from '../own-codes.js';
import type { Filed } from '../own-recorder.js';
import type { OwnRow } from '../own-tables.js';
import { socialSecurityCodes } from './codes.js';

/** What the bureau knows while one life is written down. */
export interface ShareDesk {
  readonly life: Life;
  readonly dirt: Dirt;
  /** The number of the next row of a table. */
  readonly serial: (table: string) => number;
}

type Entry<K extends FactKind> = (fact: FactOf<K>, desk: ShareDesk) => Filed;

export const shareEntries: { readonly [K in FactKind]?: Entry<K> } = {
  PensionEntitlement: (f, desk) => ({
    table: 'YLBX_DY',
    row: {
      dybh: f.entitlementNo,
      ...personOf(f, desk),
      xz: coded(socialSecurityCodes.XZ, f.scheme, f, 'xz', desk),
      dyzt: coded(socialSecurityCodes.DYZT, f.status, f, 'dyzt', desk),
      qsrq: day(f.entitledFrom, f, 'qsrq', desk),
      yje: f.monthlyAmount,
      ztrq: day(f.suspendedFrom, f, 'ztrq', desk),
      hfrq: day(f.resumedFrom, f, 'hfrq', desk),
      ztyy: f.suspendedReason,
      zzrq: day(f.endedAt, f, 'zzrq', desk),
    },
  }),
  PensionPayment: (f, desk) => ({
    table: 'YLBX_FF',
    row: {
      ffbh: f.paymentNo,
      dybh: f.entitlementNo,
      ...personOf(f, desk),
      xz: coded(socialSecurityCodes.XZ, f.scheme, f, 'xz', desk),
      ssny: f.month,
      je: f.amount,
      yhzh: f.account,
      ffrq: day(f.paidAt, f, 'ffrq', desk),
      ffjg: f.payingAgency,
      ffzt: coded(socialSecurityCodes.FFZT, f.status, f, 'ffzt', desk),
    },
  }),
  PensionAdjustment: (f, desk) => ({
    table: 'YLBX_TZ',
    row: {
      tzbh: `TZ${String(desk.serial('YLBX_TZ')).padStart(8, '0')}`,
      dybh: f.entitlementNo,
      ...personOf(f, desk),
      xz: coded(socialSecurityCodes.XZ, f.scheme, f, 'xz', desk),
      qsrq: day(f.adjustedFrom, f, 'qsrq', desk),
      tzqje: f.oldAmount,
      tzhje: f.newAmount,
      tzyy: f.reason,
      wjh: f.documentNo,
    },
  }),
  Employment: (f, desk) => ({
    table: 'RY_JY',
    row: {
      rybh: f.employmentNo,
      ...personOf(f, desk),
      rylb: coded(socialSecurityCodes.RYLB, f.employment, f, 'rylb', desk),
      dwmc: desk.dirt.text(f.unitName, cellOf(f, 'dwmc', desk)),
      dwxydm: f.unitCreditCode,
      gw: f.post,
      cdm: f.villageCode,
      mqjcbz: f.withMinors ? '1' : '0',
      rzrq: day(f.from, f, 'rzrq', desk),
      lzrq: day(f.to, f, 'lzrq', desk),
      gzjzrq: day(f.salaryPaidUntil, f, 'gzjzrq', desk),
    },
  }),
};

const cellOf = (fact: Held, column: string, { life }: ShareDesk): Cell => ({
  record: fact.key,
  column,
  pinned: life.pinned,
});

function personOf(fact: Held & { readonly person: string }, desk: ShareDesk): OwnRow {
  const person: PersonFact | undefined = desk.life.persons.find(({ key }) => key === fact.person);
  return {
    xm: desk.dirt.name(person?.name ?? null, cellOf(fact, 'xm', desk), person?.formerName),
    // Checked against the card when somebody is insured: the one column without a typing error.
    sfzh: person?.citizenId ?? null,
  };
}

function coded<C extends string>(codes: OwnCodes<C>, value: C, fact: Held, column: string, desk: ShareDesk) {
  return desk.dirt.code(codes[value].code, codes[value].older, cellOf(fact, column, desk));
}

/** Compact; dirty ones as a clerk typed them. */
function day(date: string | null, fact: Held, column: string, desk: ShareDesk): string | null {
  const text = desk.dirt.date(date, cellOf(fact, column, desk));
  return text !== null && text === date ? date.replaceAll('-', '') : text;
}

/** What every row ends with. */
export function tailOf(fact: Held, desk: ShareDesk): OwnRow {
  const mark = cellOf(fact, 'yxbz', desk);
  const isVoid = !mark.pinned && desk.dirt.befalls('SOFT_DELETE', mark);
  return {
    jgdm: fact.agency,
    xzqh: fact.division,
    fcbz: fact.sealed ? '1' : '0',
    yxbz: isVoid ? '0' : '1',
    gxsj: fact.updatedAt.slice(0, 19).replace(/\D/g, ''),
    mj: desk.life.isExcluded ? '2' : null,
    nbhcyj: columnCanary,
  };
}
