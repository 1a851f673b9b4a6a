import type { Life } from '../lives/facts.js';
import {
  createOwnTables,
  indexOwnTables,
  type OwnRow,
  type OwnTable,
  openOwnFile,
  openRowWriter,
} from './own-tables.js';
import type { Recorder } from './recorder.js';

/** A row for a table. */
export interface Filed {
  readonly table: string;
  readonly row: OwnRow;
}

/** Opens an empty database of an agency at `file` and writes down what it holds of each life. */
export async function openOwnRecorder(options: {
  readonly file: string;
  readonly tables: readonly OwnTable[];
  readonly filed: (life: Life) => Iterable<Filed>;
}): Promise<Recorder> {
  const client = openOwnFile(options.file);
  await createOwnTables(client, options.tables);
  const writer = openRowWriter(client, options.tables);
  return {
    record: async (life) => {
      for (const { table, row } of options.filed(life)) writer.write(table, row);
      await writer.drain();
    },
    finish: async () => {
      await writer.finish();
      await indexOwnTables(client, options.tables);
      client.close();
    },
  };
}
