import type { Dirt } from '../../dirt/dirt.js';
import type { Fact, FactKind } from '../../lives/facts.js';
import { createOwnTables, indexOwnTables, type OwnRow, openOwnFile, openRowWriter } from '../own-tables.js';
import type { Recorder } from '../recorder.js';
import { type ShareDesk, shareEntries, tailOf } from './entries.js';
import { shareServices } from './resources.js';

type AnyEntry = (fact: Fact, desk: ShareDesk) => { readonly table: string; readonly row: OwnRow };

/** Opens an empty database of the social security bureau at `file` and writes down what it pays, and who holds which post. */
export async function openSocialSecurityRecorder(options: {
  readonly file: string;
  readonly dirt: Dirt;
}): Promise<Recorder> {
  const client = openOwnFile(options.file);
  await createOwnTables(client, shareServices);
  const writer = openRowWriter(client, shareServices);
  const serials = new Map<string, number>();
  const serial = (table: string) => {
    const next = (serials.get(table) ?? 0) + 1;
    serials.set(table, next);
    return next;
  };
  return {
    record: async (life) => {
      const desk = { life, dirt: options.dirt, serial };
      for (const fact of life.facts) {
        const entry = shareEntries[fact.kind as FactKind] as AnyEntry | undefined;
        if (entry === undefined) continue;
        const { table, row } = entry(fact, desk);
        writer.write(table, { ...row, ...tailOf(fact, desk) });
      }
      await writer.drain();
    },
    finish: async () => {
      await writer.finish();
      await indexOwnTables(client, shareServices);
      client.close();
    },
  };
}
