import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PlumblineError } from '../../../schema/errors.js';
import { type DropFolder, openDropFolder } from '../drop-folder.js';
import { bureauByCode, businessByCode, type DropRow } from './businesses.js';
import { type DeliveryState, deliver } from './delivery.js';

/** The bureaus' drop folder: `yyyymmdd/<bureau>_<business>_<batch>.zip` with `.md5` and `.ok`. */
export interface AdministrativeSystem extends DropFolder {
  /**
   * Writes one more delivery of a batch that was already sent, with one value corrected; `state` makes it a broken
   * one. Every call takes the next batch number of the day.
   */
  redeliver(state?: DeliveryState): Promise<Redelivery>;
}

/** What a re-delivery changed. */
export interface Redelivery {
  readonly path: string;
  readonly business: string;
  readonly key: string;
  readonly column: string;
  readonly value: string;
}

/** The delivery that `redeliver` corrects, kept beside the inbox as the bureau's own copy. */
export interface SentCopy {
  readonly bureau: string;
  readonly business: string;
  readonly day: string;
  readonly nextSerial: number;
  readonly rows: readonly DropRow[];
}

export const sentCopyName = 'sent.json';

/** Opens the drop folder in `dir`; a folder that was left switched off comes back. */
export async function openAdministrativeSystem(options: { readonly dir: string }): Promise<AdministrativeSystem> {
  const folder = await openDropFolder(options.dir);
  let sent = 0;
  return {
    ...folder,
    redeliver: async (state = 'complete') => {
      const copy = JSON.parse(await readFile(join(options.dir, sentCopyName), 'utf8')) as SentCopy;
      sent += 1;
      return correct(folder.inbox, copy, sent, state);
    },
  };
}

async function correct(inbox: string, copy: SentCopy, sent: number, state: DeliveryState): Promise<Redelivery> {
  const bureau = bureauByCode.get(copy.bureau);
  const business = businessByCode.get(copy.business);
  const [first, ...others] = copy.rows;
  if (bureau === undefined || business === undefined || first === undefined) {
    throw new PlumblineError('CONFIG_INVALID', `${basename(inbox)} holds no delivery that could be sent again`);
  }
  const value = String(1000 * sent + 0.5);
  const moment = `${copy.day.slice(0, 4)}-${copy.day.slice(4, 6)}-${copy.day.slice(6)} 23:${String(sent).padStart(2, '0')}:00`;
  const rows = [{ ...first, [corrected]: value, GXSJ: moment }, ...others];
  const batch = `${copy.day}${String(copy.nextSerial + sent).padStart(3, '0')}`;
  const path = await deliver(inbox, { bureau, business, day: copy.day, batch, rows, state });
  return { path, business: business.code, key: first[business.key] ?? '', column: corrected, value };
}

/** The value that a correction changes: the fine, in yuan. */
const corrected = 'FKJE';
