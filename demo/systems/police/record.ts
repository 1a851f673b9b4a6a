import type { Dirt } from '../../dirt/dirt.js';
import type { Fact, FactKind } from '../../lives/facts.js';
import { type Filed, openOwnRecorder } from '../own-recorder.js';
import type { Recorder } from '../recorder.js';
import { policeServices } from './catalogue.js';
import { type Entry, openDesk, type PoliceDesk, tailOf } from './desk.js';
import { policeEntries } from './entries.js';
import { populationRows } from './population.js';

/** Opens an empty police database at `file` and writes down what the police hold. */
export function openPoliceRecorder({ file, dirt }: { readonly file: string; readonly dirt: Dirt }): Promise<Recorder> {
  const next = openSeries();
  return openOwnRecorder({
    file,
    tables: policeServices,
    filed: (life) => {
      const desk = openDesk(life, dirt, next);
      const population = life.persons.flatMap((person) => populationRows(person, desk));
      return [
        ...population.map((row): Filed => ({ table: 'T_RK_JBXX', row })),
        ...life.facts.flatMap((fact) => filed(fact, desk)),
      ];
    },
  });
}

function openSeries(): (series: string) => string {
  const last = new Map<string, number>();
  return (series) => {
    const number = (last.get(series) ?? 0) + 1;
    last.set(series, number);
    return `${series}${String(number).padStart(12, '0')}`;
  };
}

function filed(fact: Fact, desk: PoliceDesk): readonly Filed[] {
  const entry = policeEntries[fact.kind] as Entry<FactKind> | undefined;
  if (entry === undefined) return [];
  return entry(fact, desk).map(({ table, row }) => ({ table, row: { ...row, ...tailOf(fact, desk) } }));
}
