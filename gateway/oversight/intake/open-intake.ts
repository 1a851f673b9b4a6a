import type { IntakeParts } from '../../../oversight/workflow/intake.js';
import { takePushes } from '../../../oversight/workflow/push-intake.js';
import { type TakenComplaints, takeComplaint } from '../../../oversight/workflow/register-complaints.js';
import type { Catalog } from '../../../schema/catalog/catalog.js';
import type { Seals } from '../../../schema/context.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';
import type { IntakeBook, IntakeCounts } from '../../../schema/oversight/intake.js';
import type { IntakeConfig } from './intake-config.js';
import { intakeFieldsOf, pushIntakesOf } from './push-intakes.js';
import { readComplaints } from './register-complaints.js';

export interface IntakeGround extends IntakeParts {
  readonly config: IntakeConfig;
  readonly book: IntakeBook;
  readonly catalog: Catalog;
  readonly seals: Pick<Seals, 'sealPerson'>;
  /** The hub as the engine asks it; null where it has no account: then no register is asked. */
  readonly client: OversightClient | null;
}

/** What comes to the procuratorate by itself, and becomes a matter. Each takes what there is, once, however often it is asked to. */
export interface OpenIntake {
  /** Null where none is set up. Rejects with `STORE_UNAVAILABLE`. */
  readonly pushes: ((signal: AbortSignal) => Promise<IntakeCounts>) | null;
  /** Null where none is set up. Rejects with `SOURCE_UNAVAILABLE` and `STORE_UNAVAILABLE`. */
  readonly complaints: ((signal: AbortSignal) => Promise<TakenComplaints>) | null;
}

const dayMs = 24 * 3_600_000;

/** Opens what is taken in. Throws `CONFIG_INVALID` for what the schema does not have. */
export function openIntake({ config, book, catalog, seals, client, ...parts }: IntakeGround): OpenIntake {
  const { complaints, pushes } = config;
  const intakes = pushIntakesOf(config, catalog);
  const taking = {
    ...{ ...parts, book, intakes },
    fieldsOf: (entity: string) => intakeFieldsOf(catalog, entity),
    sealPerson: (citizenId: string) => seals.sealPerson({ kind: 'citizen', citizenId }),
  };
  return {
    pushes: pushes.length === 0 ? null : (signal) => takePushes(taking, signal),
    complaints:
      complaints === undefined || client === null
        ? null
        : async (signal) => {
            const taken = { opened: 0, known: 0, unplaced: 0 };
            const from = new Date(parts.clock().getTime() - complaints.days * dayMs).toISOString();
            for await (const found of readComplaints(client, from, signal))
              taken[await takeComplaint(parts, found)] += 1;
            return taken;
          },
  };
}
