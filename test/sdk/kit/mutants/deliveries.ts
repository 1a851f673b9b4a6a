// long: one table of deliveries that are wrong in one way each.
import type { PushReceiver } from '../../../../schema/push.js';
import { defineAdapter } from '../../../../sdk/define.js';
import { bind } from '../../../../sdk/entity.js';
import {
  type DeliveredText,
  type Delivery,
  type DeliverySource,
  type EntityBinding,
  files,
  push,
  z,
} from '../../../../sdk/index.js';
import type { Golden } from '../../../../sdk/testing/index.js';
import { kitLanding } from '../kit-landing.js';
import type { Base, Mutant } from './mutant.js';
import { golden as everything, rows, shape } from './permit.js';

/** What a delivery brings without a time of change was last known to be so when it was produced. */
const golden: Golden = {
  ...everything,
  expected: new Map(
    [...everything.expected].map(([name, records]) => [
      name,
      records.map(({ asOf, ...record }) => (asOf === null || asOf === undefined ? record : { ...record, asOf })),
    ]),
  ),
};

const columns = Object.fromEntries(Object.keys(rows[0] ?? {}).map((column) => [`列${column}`, column]));
const named = (bureau: string, ending: string) => new RegExp(`^${bureau}_XZXK_(?<day>\\d{8})\\d{3}\\.${ending}$`);

/** As the exchange's document says: two bureaus, one with a trailer and a title above its columns, one in GBK. */
const text: DeliveredText = {
  match: named('A', 'zip'),
  table: 'XZXK',
  format: 'csv',
  delimiter: '|',
  columns,
  headerRows: 2,
  trailer: /^TRAILER\|(?<count>\d+)/,
};
const gbk: DeliveredText = {
  match: named('B', 'csv\\.gz'),
  table: 'XZXK',
  format: 'csv',
  delimiter: ',',
  columns,
  packed: 'gz',
  encoding: 'gbk',
};
const xml: Delivery = {
  match: named('C', 'zip'),
  table: 'XZXK',
  format: 'xml',
  records: ['DATA', 'BODY', 'R'],
  count: ['DATA', 'N'],
};
const deliveries: readonly Delivery[] = [text, xml, gbk];

type Bindings = readonly EntityBinding<string>[];

const permitsFiles = (own: readonly Delivery[], bindings: (given: Bindings) => Bindings = (given) => given) =>
  defineAdapter({
    id: 'permits-files',
    agency: '行政审批局',
    options: z.object({ inbox: z.string() }).strict(),
    source: ({ inbox }): DeliverySource<string> => ({
      ...files({ inbox, deliveries }),
      openReaders: (given, setting) => files({ inbox, deliveries: own }).openReaders(bindings(given), setting),
    }),
    entities: [bind('Permit', shape)],
  });

const filesBase: Base = {
  name: 'files',
  definition: permitsFiles(deliveries),
  options: { inbox: '/exchange/in' },
  golden,
  landing: kitLanding,
};

const unread = {
  base: filesBase,
  by: 'reading.golden',
  names: /^Permit: (\d+ of \d+ golden records are not answered|could not be checked to its end)/,
};

const fileMutants: readonly Mutant[] = [
  {
    name: 'delimiter',
    fault: 'splits lines at commas where the bureau writes bars',
    ...unread,
    definition: permitsFiles([{ ...text, delimiter: ',' }, gbk, xml]),
  },
  {
    name: 'header-shift',
    fault: 'looks for the columns’ titles in the first line, and they are in the second',
    ...unread,
    definition: permitsFiles([{ ...text, headerRows: 1 }, gbk, xml]),
  },
  {
    name: 'titles-swapped',
    fault: 'takes the column of remarks for the one of names, and the other way round',
    base: filesBase,
    by: 'reading.golden',
    names: /^Permit\.name: reads /,
    definition: permitsFiles([{ ...text, columns: { ...columns, 列XM: 'BZ', 列BZ: 'XM' } }, gbk, xml]),
  },
  {
    name: 'gbk-as-utf-8',
    fault: 'reads files in GBK as UTF-8',
    ...unread,
    definition: permitsFiles([text, { ...gbk, encoding: 'utf-8' }, xml]),
  },
  {
    name: 'bureau-forgotten',
    fault: 'does not know the files of one of the bureaus',
    ...unread,
    definition: permitsFiles([text, gbk]),
  },
  {
    name: 'records-elsewhere',
    fault: 'looks for records in another element',
    ...unread,
    definition: permitsFiles([text, gbk, { ...xml, records: ['DATA', 'ROWS', 'R'] }]),
  },
  {
    name: 'excluded-row-landed',
    fault: 'lands rows that may not be shared',
    base: filesBase,
    by: 'reading.golden',
    names: /^Permit: 1 records are answered that the reference reading does not have/,
    definition: permitsFiles(deliveries, (given) => given.map((binding) => ({ ...binding, excluded: null }))),
  },
  {
    name: 'dirty-row-not-landed',
    fault: 'puts rows whose date does not parse aside, and nobody looks there',
    base: filesBase,
    by: 'rows.complete',
    names: /records that the table holds are not answered/,
    definition: permitsFiles(deliveries, (given) =>
      given.map((binding) => ({
        ...binding,
        alive: { op: 'and', of: [binding.alive ?? { op: 'true' }, { op: 'prefix', column: 'FZRQ', value: '2024-' }] },
      })),
    ),
  },
];

const secret = 'a-made-up-secret-of-thirty-two-characters';

const permitsPush = (wrap: (receiver: PushReceiver) => PushReceiver, clean = shape as object) =>
  defineAdapter({
    id: 'permits-push',
    agency: '行政审批局',
    options: z.object({ secret: z.string() }).strict(),
    secrets: ['secret'],
    source: (options): DeliverySource<string> => {
      const own = push({ credentials: [{ kind: 'hmac', secret: options.secret, digest: 'sm3' }] });
      return {
        ...own,
        openReaders: async (bindings, setting) => {
          const opened = await own.openReaders(bindings, setting);
          return opened.receiver === undefined ? opened : { ...opened, receiver: wrap(opened.receiver) };
        },
      };
    },
    entities: [bind('Permit', clean as typeof shape)],
  });

const pushBase: Base = {
  name: 'push',
  definition: permitsPush((receiver) => receiver),
  options: { secret },
  golden,
  landing: kitLanding,
};

let sent = 0;

const pushMutants: readonly Mutant[] = [
  {
    name: 'receipt-before-the-signature',
    fault: 'answers a receipt to whoever pushes, and looks at the signature afterwards',
    base: pushBase,
    by: 'push.authenticated',
    names: /a push with another secret is taken, where UNAUTHENTICATED is due/,
    definition: permitsPush((receiver) => {
      let last: Awaited<ReturnType<PushReceiver['receive']>> | null = null;
      return {
        ...receiver,
        receive: async (given, signal) => {
          try {
            last = await receiver.receive(given, signal);
            return last;
          } catch (cause) {
            if (last === null) throw cause;
            return last;
          }
        },
      };
    }),
  },
  {
    name: 'delivery-landed-twice',
    fault: 'says of a delivery that was sent again that it landed',
    base: pushBase,
    by: 'push.idempotent',
    names: /a delivery that is sent again under its key lands again/,
    definition: permitsPush((receiver) => ({
      ...receiver,
      receive: async (given, signal) => ({ ...(await receiver.receive(given, signal)), status: 'LANDED' as const }),
    })),
  },
  {
    name: 'another-receipt-each-time',
    fault: 'gives a delivery that was sent again another number',
    base: pushBase,
    by: 'push.idempotent',
    names: /a delivery that is sent again is answered with another receipt/,
    definition: permitsPush((receiver) => ({
      ...receiver,
      receive: async (given, signal) => {
        sent += 1;
        return { ...(await receiver.receive(given, signal)), landed: sent };
      },
    })),
  },
  {
    name: 'pushed-secrets-shared',
    fault: 'lands pushed rows that may not be shared',
    base: pushBase,
    by: 'reading.golden',
    names: /^Permit: 1 records are answered that the reference reading does not have/,
    definition: permitsPush((receiver) => receiver, { ...shape, excluded: undefined }),
  },
];

export const deliveryMutants: readonly Mutant[] = [...fileMutants, ...pushMutants];
