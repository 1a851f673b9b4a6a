import type { Dirt } from '../../dirt/dirt.js';
import { createOwnTables, indexOwnTables, openOwnFile, openRowWriter } from '../own-tables.js';
import type { Recorder } from '../recorder.js';
import { bidRow, bidTable } from './bids.js';

/** Opens an empty book of the procurement centre at `file` and writes down who bids for what. */
export async function openProcurementRecorder(options: {
  readonly file: string;
  readonly dirt: Dirt;
}): Promise<Recorder> {
  const client = openOwnFile(options.file);
  await createOwnTables(client, [bidTable]);
  const writer = openRowWriter(client, [bidTable]);
  return {
    record: async (life) => {
      for (const fact of life.facts)
        if (fact.kind === 'ProcurementBid') writer.write(bidTable.table, bidRow(fact, life, options.dirt));
      await writer.drain();
    },
    finish: async () => {
      await writer.finish();
      await indexOwnTables(client, [bidTable]);
      client.close();
    },
  };
}
