import { PlumblineError } from '../../../schema/errors.js';
import type { EntityBinding } from '../../entity.js';
import type { DeliverySource } from '../../source.js';
import { type Delivery, type DeliveryLimits, type DeliveryOutcome, defaultLimits } from './delivery.js';
import { openInbox } from './inbox-address.js';
import { landedReaders } from './landed-readers.js';
import type { SftpAccess } from './sftp-access.js';
import { type Every, watchInbox } from './watch-inbox.js';

export interface FilesSettings {
  /**
   * The drop folder, or `sftp://user@host:port/path` (port 22 by default); deliveries lie in `<inbox>/<yyyymmdd>/<name>.zip` with
   * `<name>.md5` and `<name>.ok`.
   */
  readonly inbox: string;
  /** How the server is spoken to; with an `sftp://` inbox only. Its login is a secret: name its option in the adapter's `secrets`. */
  readonly sftp?: SftpAccess;
  readonly deliveries: readonly Delivery[];
  /** How often the folder is looked through, ms. Default a minute. */
  readonly scanIntervalMs?: number;
  readonly limits?: Partial<DeliveryLimits>;
  /** Told what became of each delivery. */
  readonly onDelivery?: (outcome: DeliveryOutcome) => void;
  /** The timer; an own one in tests. */
  readonly every?: Every;
}

const minute = 60_000;

/**
 * Files that agencies drop: delimited text, XML, JSON or sheets, in a zip or plain, with check sum and mark. Complete deliveries land in the hub's
 * store, one transaction each, and are read back as SQL; bindings name a delivery's `table` and its columns.
 * Several hubs may watch one folder into one store: what has landed once does not land again.
 */
export function files(settings: FilesSettings): DeliverySource<string> {
  return {
    kind: 'files',
    about: { settings },
    openReaders: async (bindings, setting) => {
      const { adapter, landing, clock, reroute = (address) => address } = setting;
      const limits = { ...defaultLimits, ...settings.limits };
      if (landing === undefined) {
        throw new PlumblineError('ADAPTER_INVALID', `${adapter} lands deliveries and was opened without a landing`);
      }
      assertTables(adapter, bindings, settings.deliveries);
      const watch = watchInbox({
        landing,
        clock,
        bindings,
        inbox: openInbox(adapter, reroute(settings.inbox), settings.sftp, limits),
        deliveries: settings.deliveries,
        scanIntervalMs: settings.scanIntervalMs ?? minute,
        limits,
        every: settings.every ?? everyUnref,
        onDelivery: settings.onDelivery ?? (() => {}),
      });
      return { readers: landedReaders(bindings, setting, landing, watch.ready), close: watch.close };
    },
  };
}

function assertTables(
  adapter: string,
  bindings: readonly EntityBinding<string>[],
  deliveries: readonly Delivery[],
): void {
  const [bound, delivered] = [
    new Set(bindings.map(({ table }) => table)),
    new Set(deliveries.map(({ table }) => table)),
  ];
  for (const table of new Set([...bound, ...delivered])) {
    if (bound.has(table) && delivered.has(table)) continue;
    const what = bound.has(table) ? 'binds' : 'takes deliveries of';
    throw new PlumblineError('ADAPTER_INVALID', `${adapter} ${what} ${table}, and nothing else does`);
  }
}

const everyUnref: Every = (milliseconds, run) => {
  const timer = setInterval(run, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
};
