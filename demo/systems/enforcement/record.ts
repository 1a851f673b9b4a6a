import type { Dirt } from '../../dirt/dirt.js';
import type { FactKind } from '../../lives/facts.js';
import { openOwnRecorder } from '../own-recorder.js';
import type { Recorder } from '../recorder.js';
import { type Entry, openDesk, tailOf } from './desk.js';
import { enforcementEntries } from './entries.js';
import { apiResources } from './resources.js';

/** Opens an empty database of the execution system at `file` and writes down what the court's enforcement holds. */
export function openEnforcementRecorder({
  file,
  dirt,
}: {
  readonly file: string;
  readonly dirt: Dirt;
}): Promise<Recorder> {
  return openOwnRecorder({
    file,
    tables: apiResources,
    filed: (life) => {
      const desk = openDesk(life, dirt);
      return life.facts.flatMap((fact) => {
        const entry = enforcementEntries[fact.kind] as Entry<FactKind> | undefined;
        if (entry === undefined) return [];
        const { table, row } = entry(fact, desk);
        return [{ table, row: { ...row, ...tailOf(fact, desk) } }];
      });
    },
  });
}
