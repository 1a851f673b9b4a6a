import type { Dirt } from '../../dirt/dirt.js';
import type { Fact, FactKind } from '../../lives/facts.js';
import { type Filed, openOwnRecorder } from '../own-recorder.js';
import type { Recorder } from '../recorder.js';
import { type ShareDesk, shareEntries, tailOf } from './entries.js';
import { shareServices } from './resources.js';

type AnyEntry = (fact: Fact, desk: ShareDesk) => Filed;

/** Opens an empty database of the social security bureau at `file` and writes down what it pays, and who holds which post. */
export function openSocialSecurityRecorder({
  file,
  dirt,
}: {
  readonly file: string;
  readonly dirt: Dirt;
}): Promise<Recorder> {
  const serials = new Map<string, number>();
  const serial = (table: string) => {
    const next = (serials.get(table) ?? 0) + 1;
    serials.set(table, next);
    return next;
  };
  return openOwnRecorder({
    file,
    tables: shareServices,
    filed: (life) => {
      const desk = { life, dirt, serial };
      return life.facts.flatMap((fact) => {
        const entry = shareEntries[fact.kind as FactKind] as AnyEntry | undefined;
        if (entry === undefined) return [];
        const { table, row } = entry(fact, desk);
        return [{ table, row: { ...row, ...tailOf(fact, desk) } }];
      });
    },
  });
}
