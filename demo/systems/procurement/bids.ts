import type { Dirt } from '../../dirt/dirt.js';
import type { FactOf, Life } from '../../lives/facts.js';
import type { ProcurementBidFact } from '../../lives/register-facts.js';
import { columnCanary } from '../../lives/traps/canary.js';
import { ownCodes } from '../own-codes.js';
import type { OwnRow, OwnTable } from '../own-tables.js';

export const resultCodes = ownCodes<NonNullable<ProcurementBidFact['result']>>({
  WON: '1 中标 成交',
  LOST: '2 未中标 落标',
  REJECTED: '3 否决 废标',
});

const columns = [
  ...['tbbh', 'xmbh', 'xmmc', 'cgrdm', 'cgrmc', 'tbrxydm', 'tbrmc', 'fddbr', 'fddbrsfzh', 'sjkzr', 'sjkzrsfzh'],
  ...['tbrq', 'tbje', 'tbjg', 'zbrq', 'zbje', 'jgdm', 'xzqh', 'sfyx', 'mj', 'gxsj', 'pfmx'],
] as const;

/** The centre's own book of bids. */
export const bidTable: OwnTable = {
  table: 'TB',
  key: 'tbbh',
  columns: columns.map((name) => ({ name })),
  queryable: ['gxsj'],
};

export function bidRow(fact: FactOf<'ProcurementBid'>, life: Life, dirt: Dirt): OwnRow {
  const cell = (column: string) => ({ record: fact.key, column, pinned: life.pinned });
  const person = (key: string | null) => life.persons.find((each) => each.key === key);
  const organization = life.organizations.find(({ key }) => key === fact.organization);
  const [representative, controller] = [person(fact.legalRepresentative), person(fact.controller)];
  const result = fact.result === null ? null : resultCodes[fact.result];
  const isVoid = !life.pinned && dirt.befalls('SOFT_DELETE', cell('sfyx'));
  return {
    tbbh: fact.bidNo,
    xmbh: fact.projectNo,
    xmmc: dirt.text(fact.projectName, cell('xmmc')),
    cgrdm: fact.purchaserCode,
    cgrmc: fact.purchaserName,
    tbrxydm: organization?.uscc ?? null,
    tbrmc: dirt.text(organization?.name ?? null, cell('tbrmc')),
    fddbr: dirt.name(representative?.name ?? null, cell('fddbr'), representative?.formerName),
    fddbrsfzh: dirt.citizenId(representative?.citizenId ?? null, cell('fddbrsfzh')),
    sjkzr: dirt.name(controller?.name ?? null, cell('sjkzr'), controller?.formerName),
    sjkzrsfzh: dirt.citizenId(controller?.citizenId ?? null, cell('sjkzrsfzh')),
    tbrq: dirt.date(fact.bidDate, cell('tbrq')),
    tbje: dirt.amount(fact.bidAmount, cell('tbje')),
    tbjg: result === null ? null : dirt.code(result.code, result.older, cell('tbjg')),
    zbrq: dirt.date(fact.awardedDate, cell('zbrq')),
    zbje: dirt.amount(fact.awardAmount, cell('zbje')),
    jgdm: fact.agency,
    xzqh: fact.division,
    sfyx: isVoid ? '0' : '1',
    mj: life.isExcluded ? '秘密' : null,
    gxsj: `${fact.updatedAt.slice(0, 10)} ${fact.updatedAt.slice(11, 19)}`,
    pfmx: columnCanary,
  };
}
