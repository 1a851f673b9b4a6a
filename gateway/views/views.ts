import { resolve } from 'node:path';
import { loadViews } from '../../oversight/views/load.js';
import type { ViewBook } from '../../oversight/views/view-book.js';
import type { AskInside } from '../ask-inside.js';
import type { ExportRecord } from '../audit/export-event.js';
import type { Config } from '../config.js';
import type { TurnedAway } from '../door.js';
import type { Hub } from '../hub.js';

/** What the door of views needs of the hub. */
export interface Views {
  readonly book: ViewBook;
  readonly ask: AskInside;
  readonly clock: () => Date;
  /** Rejects with `AUDIT_UNAVAILABLE`. */
  recordExport(made: ExportRecord): Promise<void>;
  /** Records somebody whose purpose the view is not for. Rejects with `AUDIT_UNAVAILABLE`. */
  turnAway(refused: TurnedAway): Promise<void>;
}

/** Loads the views that the configuration names. Throws `VIEW_INVALID`. */
export function openViews({ oversight, folder }: Pick<Config, 'oversight' | 'folder'>, hub: Hub): Views {
  const { apiSchema, catalog, ask, clock, recordExport, turnAway } = hub;
  const place = oversight.views === undefined ? undefined : resolve(folder, oversight.views);
  return { book: loadViews({ schema: apiSchema, catalog, folder: place }), ask, clock, recordExport, turnAway };
}
