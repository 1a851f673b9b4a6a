import { PlumblineError } from '../../../schema/errors.js';
import type { Cell, Dirt } from '../../dirt/dirt.js';
import { type Bureau, bureauOf, bureaus } from '../../lives/agencies.js';
import type { Life } from '../../lives/facts.js';
import type { Held, OrganizationFact, PersonFact } from '../../lives/person-facts.js';
import { shareOf } from '../../lives/random.js';
import { columnCanary } from '../../lives/traps/canary.js';
import type { OwnCode, OwnCodes } from '../own-codes.js';
import { type DropBureau, type DropRow, dropBureaus } from './businesses.js';
import { administrativeCodes } from './codes.js';
import { type Entered, filled } from './entry.js';
import { typedAsNumber } from './sheet-format.js';

/** A bureau's clerk with one life's papers before them. */
export interface ClerksDesk {
  readonly bureau: DropBureau;
  readonly life: Life;
  /** What this bureau holds of a code list: its codes or its labels. */
  held(own: OwnCode): string;
  code<T extends string>(list: OwnCodes<T>, value: T | null, fact: Held, column: string): string | null;
  date(value: string | null, fact: Held, column: string): string | null;
  amount(fen: number | null, fact: Held, column: string): string | null;
  text(value: string | null, fact: Held, column: string): string | null;
  /** The whole row: agency, party, items, management. */
  row(entry: Entered, fact: Held): DropRow;
}

const bureauKeys = Object.keys(bureaus) as Bureau[];

/** The bureau that an agency code names in a division; the market regulator takes what no other bureau claims. */
export function bureauNamed(code: string, division: string): { readonly drop: DropBureau; readonly name: string } {
  const key = bureauKeys.find((each) => bureauOf(division, each).code === code) ?? 'MARKET';
  const drop = dropBureaus.find(({ name }) => name === bureaus[key].name);
  if (drop === undefined) throw new PlumblineError('CONFIG_INVALID', `No drop bureau is named ${bureaus[key].name}`);
  return { drop, name: bureauOf(division, key).name };
}

export function openClerksDesk(life: Life, dirt: Dirt, agency: string, division: string): ClerksDesk {
  const { drop, name } = bureauNamed(agency, division);
  const cell = (fact: Held, column: string): Cell => ({ record: fact.key, column, pinned: life.pinned });
  const held = (own: OwnCode) => (drop.format === 'xml' ? own.code : own.label);
  const code: ClerksDesk['code'] = (list, value, fact, column) => {
    const own = value === null ? undefined : list[value];
    if (own === undefined) return null;
    const others = [own.code, ...own.older].filter((other) => other !== held(own));
    return dirt.code(held(own), others, cell(fact, column));
  };
  return {
    bureau: drop,
    life,
    held,
    code,
    date: (value, fact, column) => dirt.date(value, cell(fact, column)),
    amount: (fen, fact, column) => dirt.amount(fen, cell(fact, column)),
    text: (value, fact, column) => broken(dirt.text(value, cell(fact, column)), fact),
    row: (entry, fact) => {
      const person = life.persons.find(({ key }) => key === entry.person);
      const organization = life.organizations.find(({ key }) => key === entry.organization);
      const type = entry.organization === null ? 'PERSON' : 'ORGANIZATION';
      const isDeleted = life.isExcluded || (!life.pinned && dirt.befalls('SOFT_DELETE', cell(fact, 'SFYX')));
      const isRounded = !life.pinned && shareOf(`${fact.key} typed as number`) < 0.15;
      return filled({
        ...entry.items,
        JGDM: agency,
        JGMC: name,
        XZQH: division,
        DSRLX: code(administrativeCodes.DSRLX, type, fact, 'DSRLX'),
        DSRMC: partyName(person, organization, dirt, cell(fact, 'DSRMC')),
        DSRZJHM: dirt.citizenId(person?.citizenId ?? null, cell(fact, 'DSRZJHM')),
        TYSHXYDM: organization?.uscc ?? null,
        FCBZ: fact.sealed ? '1' : '0',
        SFYX: isDeleted ? '0' : '1',
        GXSJ: `${fact.updatedAt.slice(0, 10)} ${fact.updatedAt.slice(11, 19)}`,
        JBRXX: columnCanary,
        NBYJ: columnCanary,
        ...(isRounded && drop.format === 'xlsx' ? { [typedAsNumber]: '1' } : {}),
      });
    },
  };
}

function partyName(
  person: PersonFact | undefined,
  organization: OrganizationFact | undefined,
  dirt: Dirt,
  cell: Cell,
): string | null {
  return organization?.name ?? dirt.name(person?.name ?? null, cell, person?.formerName ?? null);
}

/** Free text comes out of a text box: one in twenty has a line break in it. */
function broken(text: string | null, fact: Held): string | null {
  if (text === null || text.length < 6 || shareOf(`${fact.key} line break`) >= 0.05) return text;
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, middle)}\n${text.slice(middle)}`;
}
