import type { Client } from '@libsql/client';
import type { Dirt } from '../../dirt/dirt.js';
import type { Fact, FactKind } from '../../lives/facts.js';
import { createOwnTables, indexOwnTables, openOwnFile, openRowWriter, type RowWriter } from '../own-tables.js';
import type { Recorder } from '../recorder.js';
import { policeServices } from './catalogue.js';
import { type Entry, openDesk, type PoliceDesk, tailOf } from './desk.js';
import { policeEntries } from './entries.js';
import { populationRows } from './population.js';

/** Opens an empty police database at `file` and writes down what the police hold. */
export async function openPoliceRecorder(options: { readonly file: string; readonly dirt: Dirt }): Promise<Recorder> {
  const client = openOwnFile(options.file);
  await createOwnTables(client, policeServices);
  const writer = openRowWriter(client, policeServices);
  const next = openSeries();
  return {
    record: async (life) => {
      const desk = openDesk(life, options.dirt, next);
      for (const person of life.persons) {
        for (const row of populationRows(person, desk)) writer.write('T_RK_JBXX', row);
      }
      for (const fact of life.facts) file(fact, desk, writer);
      await writer.drain();
    },
    finish: () => finish(client, writer),
  };
}

async function finish(client: Client, writer: RowWriter): Promise<void> {
  await writer.finish();
  await indexOwnTables(client, policeServices);
  client.close();
}

function openSeries(): (series: string) => string {
  const last = new Map<string, number>();
  return (series) => {
    const number = (last.get(series) ?? 0) + 1;
    last.set(series, number);
    return `${series}${String(number).padStart(12, '0')}`;
  };
}

function file(fact: Fact, desk: PoliceDesk, writer: RowWriter): void {
  const entry = policeEntries[fact.kind] as Entry<FactKind> | undefined;
  if (entry === undefined) return;
  for (const { table, row } of entry(fact, desk)) writer.write(table, { ...row, ...tailOf(fact, desk) });
}
