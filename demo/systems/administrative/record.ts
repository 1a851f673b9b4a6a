import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dirt } from '../../dirt/dirt.js';
import type { Fact, Life } from '../../lives/facts.js';
import type { Held } from '../../lives/person-facts.js';
import { inboxName } from '../drop-folder.js';
import type { Recorder } from '../recorder.js';
import { businessByCode, type DropRow } from './businesses.js';
import { openClerksDesk } from './desk.js';
import { type SentCopy, sentCopyName } from './drop-folder.js';
import { entered } from './entries.js';
import { openPostRoom } from './post-room.js';
import { openSpool, type Spool } from './spool.js';

/** Opens an empty drop folder in `dir`; `asOf` (`YYYY-MM-DD`) is the day of the last delivery. */
export async function openAdministrativeRecorder(options: {
  readonly dir: string;
  readonly asOf: string;
  readonly dirt: Dirt;
}): Promise<Recorder> {
  const spool = await openSpool(join(options.dir, 'spool.db'));
  return {
    record: async (life) => {
      for (const fact of life.facts) file(fact, life, options, spool);
      await spool.drain();
    },
    finish: async () => {
      const post = openPostRoom(join(options.dir, inboxName), options.asOf);
      let copy: SentCopy | undefined;
      for (const parcel of await spool.parcels()) {
        const sent = await post.send(parcel, (from, count) => spool.rows(parcel, from, count));
        if (parcel.business === 'XZCFJD' && parcel.bureau === 'SCJGJ' && parcel.period !== 'late' && sent.length > 0) {
          copy = { bureau: parcel.bureau, business: parcel.business, day: post.today, nextSerial: 500, rows: sent };
        }
      }
      if (copy !== undefined) await writeFile(join(options.dir, sentCopyName), JSON.stringify(copy));
      await spool.close();
    },
  };
}

function file(
  fact: Fact,
  life: Life,
  { dirt, asOf }: { readonly dirt: Dirt; readonly asOf: string },
  spool: Spool,
): void {
  const agency = fact.kind === 'ReverseReferral' ? fact.recipient : fact.agency;
  const desk = openClerksDesk(life, dirt, agency, fact.division);
  const entry = entered(fact, desk);
  if (entry === undefined) return;
  const row = desk.row(entry, fact);
  const parcel = { bureau: desk.bureau.code, business: entry.business, period: periodOf(fact, asOf) };
  const key = row[businessByCode.get(entry.business)?.key ?? ''] ?? '';
  spool.add(parcel, key, row);
  const wasSentBefore = !life.pinned && dirt.befalls('DUPLICATE', { record: fact.key, column: 'GXSJ', pinned: false });
  if (wasSentBefore) spool.add({ ...parcel, period: 'late' }, key, formerVersion(row, entry.later));
}

/** The record as it was first sent, a year before: what happened later is not in it. */
function formerVersion(row: DropRow, later: readonly string[]): DropRow {
  const gone = Object.fromEntries(later.map((name) => [name, '']));
  const year = Number(row.GXSJ?.slice(0, 4)) - 1;
  return { ...row, ...gone, GXSJ: `${year}-01-01${row.GXSJ?.slice(10) ?? ''}` };
}

/** Deliveries were yearly until a year ago and are monthly since. */
function periodOf(fact: Held, asOf: string): string {
  const month = fact.updatedAt.slice(0, 7);
  return month >= `${Number(asOf.slice(0, 4)) - 1}${asOf.slice(4, 7)}` ? month : month.slice(0, 4);
}
