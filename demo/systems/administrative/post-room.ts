import { bureauByCode, businessByCode, type DropRow } from './businesses.js';
import { type DeliveryState, deliver } from './delivery.js';
import type { Parcel } from './spool.js';

/** Rows a delivery holds at most; more go into further batches of the same day. */
const batchSize = 2000;

/** Sends parcels as batches, with the mishaps of real exchanges. */
export interface PostRoom {
  /** `yyyymmdd` of the last delivery. */
  readonly today: string;
  /** Answers a few rows of the parcel. */
  send(parcel: Parcel, rows: (from: number, count: number) => Promise<readonly DropRow[]>): Promise<readonly DropRow[]>;
}

export function openPostRoom(inbox: string, asOf: string): PostRoom {
  const today = asOf.replaceAll('-', '');
  const serials = new Map<string, number>();
  const batchOf = ({ bureau, business }: Parcel, day: string) => {
    const series = `${bureau} ${business} ${day}`;
    const serial = (serials.get(series) ?? 0) + 1;
    serials.set(series, serial);
    return `${day}${String(serial).padStart(3, '0')}`;
  };
  return {
    today,
    send: async (parcel, rows) => {
      const bureau = bureauByCode.get(parcel.bureau);
      const business = businessByCode.get(parcel.business);
      if (bureau === undefined || business === undefined) return [];
      const { folder, dated } = daysOf(parcel.period, today);
      let sample: readonly DropRow[] = [];
      for (let from = 0; ; from += batchSize) {
        const part = await rows(from, batchSize);
        if (part.length === 0) return sample;
        sample = part.slice(0, 20);
        for (const state of attemptsOf(parcel, folder, today)) {
          await deliver(inbox, { bureau, business, day: folder, batch: batchOf(parcel, dated), rows: part, state });
        }
      }
    },
  };
}

/** The folder a period's batches lie in, and the date in their number: late ones are numbered long before. */
function daysOf(period: string, today: string): { readonly folder: string; readonly dated: string } {
  if (period === 'late') return { folder: today, dated: `${Number(today.slice(0, 4)) - 1}0105` };
  const [year = 0, month = 12] = period.split('-').map(Number);
  const due = month === 12 ? `${year + 1}0105` : `${year}${String(month + 1).padStart(2, '0')}05`;
  const day = due < today ? due : today;
  return { folder: day, dated: day };
}

/** Mishaps lose nothing: each broken attempt is followed by a whole one with the next number. */
function attemptsOf({ bureau, business, period }: Parcel, folder: string, today: string): readonly DeliveryState[] {
  if (period === 'late') return ['complete'];
  // An upload that is still running, or broke off: no mark yet.
  if (bureau === 'YCZMJ' && folder === today) return ['no-ok', 'complete'];
  if (bureau === 'SCJGJ' && business === 'XZCFJD' && period.endsWith('-03')) return ['wrong-md5', 'complete'];
  // The same batch sent twice, as after a timeout.
  if (bureau === 'ZHZFJ' && period.length === 4) return ['complete', 'complete'];
  return ['complete'];
}
