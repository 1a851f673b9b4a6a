import { join } from 'node:path';
import type { Cell, Dirt } from '../../dirt/dirt.js';
import type { FactOf, Life } from '../../lives/facts.js';
import { columnCanary } from '../../lives/traps/canary.js';
import type { DropRow } from '../administrative/businesses.js';
import { openSpool } from '../administrative/spool.js';
import { inboxName } from '../drop-folder.js';
import type { Recorder } from '../recorder.js';
import { deliver } from './delivery.js';
import { registerCodes, senders } from './senders.js';

/** Rows a delivery holds at most; more go into further batches of the same day. */
const batchSize = 2000;

/** Opens an empty drop folder in `dir` and hands in what each register knows, month by month; `asOf` is the last delivery's day. */
export async function openDeathsRecorder(options: {
  readonly dir: string;
  readonly asOf: string;
  readonly dirt: Dirt;
}): Promise<Recorder> {
  const { dir, asOf, dirt } = options;
  const spool = await openSpool(join(dir, 'spool.db'));
  return {
    record: async (life) => {
      for (const fact of life.facts) {
        const sender = fact.kind === 'DeathRecord' && senders.find(({ register }) => register === fact.register);
        if (!sender) continue;
        const row = deathRow(fact, life, dirt);
        spool.add({ bureau: sender.code, business: 'SWDJ', period: periodOf(fact, asOf) }, fact.recordNo, row);
      }
      await spool.drain();
    },
    finish: async () => {
      // What was handed in for a whole year and for its December comes on one day, and neither replaces the other.
      const batches = new Map<string, number>();
      for (const parcel of await spool.parcels()) {
        const sender = senders.find(({ code }) => code === parcel.bureau);
        if (sender === undefined) continue;
        const day = dayOf(parcel.period, asOf.replaceAll('-', ''));
        for (let from = 0; ; from += batchSize) {
          const rows = await spool.rows(parcel, from, batchSize);
          if (rows.length === 0) break;
          const batch = (batches.get(`${sender.code} ${day}`) ?? 0) + 1;
          batches.set(`${sender.code} ${day}`, batch);
          await deliver(join(dir, inboxName), {
            sender,
            day,
            batch: `${day}${String(batch).padStart(3, '0')}`,
            rows,
          });
        }
      }
      await spool.close();
    },
  };
}

/** A death as its register hands it in, before its own titles. */
export function deathRow(fact: FactOf<'DeathRecord'>, life: Life, dirt: Dirt): DropRow {
  const person = life.persons.find(({ key }) => key === fact.person);
  const cell = (column: string): Cell => ({ record: fact.key, column, pinned: life.pinned });
  const date = (column: string, value: string | null) => dirt.date(value, cell(column));
  const [register, ...older] = registerCodes[fact.register];
  const isVoid = !life.pinned && dirt.befalls('SOFT_DELETE', cell('SFYX'));
  const row = {
    SWJLBH: fact.recordNo,
    XM: dirt.name(person?.name ?? null, cell('XM'), person?.formerName),
    SFZHM: dirt.citizenId(person?.citizenId ?? null, cell('SFZHM')),
    SWRQ: date('SWRQ', fact.deathDate),
    SWDD: dirt.text(fact.place, cell('SWDD')),
    SWDXZQH: fact.placeDivision,
    SWZMBH: fact.certificateNo,
    XXLY: dirt.code(register, older, cell('XXLY')),
    DJRQ: date('DJRQ', fact.registeredAt),
    HHRQ: date('HHRQ', fact.funeralDate),
    JGDM: fact.agency,
    XZQH: fact.division,
    FCBZ: fact.sealed ? '1' : '0',
    SFYX: isVoid ? '0' : '1',
    MJ: life.isExcluded ? '秘密' : null,
    GXSJ: `${fact.updatedAt.slice(0, 10)} ${fact.updatedAt.slice(11, 19)}`,
    SWYY: columnCanary,
  };
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value ?? '']));
}

/** What is a year old was handed in once, at its end. */
function periodOf({ updatedAt }: FactOf<'DeathRecord'>, asOf: string): string {
  const month = updatedAt.slice(0, 7);
  return month >= `${Number(asOf.slice(0, 4)) - 1}${asOf.slice(4, 7)}` ? month : month.slice(0, 4);
}

/** The third of the month after the period, or the day of the demo. */
function dayOf(period: string, today: string): string {
  const [year = 0, month = 12] = period.split('-').map(Number);
  const due = month === 12 ? `${year + 1}0103` : `${year}${String(month + 1).padStart(2, '0')}03`;
  return due < today ? due : today;
}
