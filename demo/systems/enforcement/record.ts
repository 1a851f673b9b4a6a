import type { Dirt } from '../../dirt/dirt.js';
import type { FactKind } from '../../lives/facts.js';
import { createOwnTables, indexOwnTables, openOwnFile, openRowWriter } from '../own-tables.js';
import type { Recorder } from '../recorder.js';
import { type Entry, openDesk, tailOf } from './desk.js';
import { enforcementEntries } from './entries.js';
import { apiResources } from './resources.js';

/** Opens an empty database of the execution system at `file` and writes down what the court's enforcement holds. */
export async function openEnforcementRecorder(options: {
  readonly file: string;
  readonly dirt: Dirt;
}): Promise<Recorder> {
  const client = openOwnFile(options.file);
  await createOwnTables(client, apiResources);
  const writer = openRowWriter(client, apiResources);
  return {
    record: async (life) => {
      const desk = openDesk(life, options.dirt);
      for (const fact of life.facts) {
        const entry = enforcementEntries[fact.kind] as Entry<FactKind> | undefined;
        if (entry === undefined) continue;
        const { table, row } = entry(fact, desk);
        writer.write(table, { ...row, ...tailOf(fact, desk) });
      }
      await writer.drain();
    },
    finish: async () => {
      await writer.finish();
      await indexOwnTables(client, apiResources);
      client.close();
    },
  };
}
