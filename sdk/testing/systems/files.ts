import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { PlumblineError } from '../../../schema/errors.js';
import type { RawRecord } from '../../source.js';
import type { Delivery } from '../../sources/files/delivery.js';
import type { FilesSettings } from '../../sources/files/files.js';
import type { Tables } from '../golden.js';
import { deliveredBytes } from './delivered-bytes.js';
import { sampleOf } from './sample-text.js';
import type { System } from './system.js';

const [day, later] = ['20260105', '20260112'];

/** What an agency’s upload may do to every delivery: another check sum than its own, half of its bytes, or all of it a week later again. */
export type DeliveryDefect = 'check-sum' | 'half' | 'again';

/** A drop folder with one delivery of each kind, in which an agency would have put these rows. */
export async function openFilesSystem(
  settings: FilesSettings,
  tables: Tables,
  defect: DeliveryDefect | null = null,
): Promise<System> {
  const inbox = await mkdtemp(join(tmpdir(), 'plumbline-inbox-'));
  const days = defect === 'again' ? [day, later] : [day];
  for (const each of days) await mkdir(join(inbox, each));
  for (const [table, rows] of tables) {
    const kinds = settings.deliveries.filter((delivery) => delivery.table === table);
    for (const [at, delivery] of kinds.entries()) {
      // Each kind of delivery brings its share, so that every format is read.
      const share = rows.filter((row, index) => carrierOf(row, index, kinds) === at);
      if (share.length === 0) continue;
      for (const each of days) await drop({ inbox, day: each, defect }, delivery, settings.deliveries, share);
    }
  }
  return {
    what: 'a drop folder with deliveries of the golden rows, landed in a store of its own',
    reroute: () => inbox,
    insert: async () => {},
    connections: () => null,
    close: () => rm(inbox, { recursive: true, force: true }),
  };
}

/** Which kind of delivery brings a row: the next one in turn that has all of its columns. */
function carrierOf(row: RawRecord, index: number, kinds: readonly Delivery[]): number {
  const turn = kinds.map((_, at) => (at + index) % kinds.length);
  const carries = (at: number): boolean => {
    const columns = kinds[at]?.columns;
    if (columns === undefined) return true;
    const held = new Set(Object.values(columns));
    return Object.entries(row).every(([column, value]) => value === null || held.has(column));
  };
  return turn.find(carries) ?? 0;
}

async function drop(
  to: { readonly inbox: string; readonly day: string; readonly defect: DeliveryDefect | null },
  delivery: Delivery,
  all: readonly Delivery[],
  rows: readonly RawRecord[],
): Promise<void> {
  const folder = join(to.inbox, to.day);
  const name = sampleOf(delivery.match, { day: to.day });
  if (name === null || all.find(({ match }) => match.test(name)) !== delivery) {
    throw new PlumblineError(
      'ADAPTER_INVALID',
      `No file name can be made for the deliveries of ${delivery.table}: give \`match\` a simpler pattern`,
    );
  }
  const data = await deliveredBytes(delivery, rows);
  const packed = packedAs(delivery, data);
  const bytes = to.defect === 'half' ? packed.subarray(0, Math.floor(packed.length / 2)) : packed;
  const base = name.replace(delivery.packed === 'gz' ? /(\.[A-Za-z]+)?\.gz$/ : /\.[A-Za-z]+$/, '');
  await writeFile(join(folder, name), bytes);
  const summed = to.defect === 'check-sum' ? Buffer.from('other bytes') : bytes;
  await writeFile(join(folder, `${base}.md5`), `${createHash('md5').update(summed).digest('hex')}  ${name}\n`);
  await writeFile(join(folder, `${base}.ok`), delivery.isCountedInMark === true ? String(rows.length) : '');
}

function packedAs({ packed = 'zip', format }: Delivery, data: Buffer): Uint8Array {
  if (packed === 'none') return data;
  if (packed === 'gz') return gzipSync(data);
  return zipSync({ [`data.${format}`]: data }, { mtime: new Date(2020, 0, 1) });
}
