import type { EntityBinding } from '../../entity.js';
import type { SourceDescription } from '../../sources/description.js';
import type { Tables } from '../golden.js';
import { openFilesSystem } from './files.js';
import { openMemorySystem } from './memory.js';
import { openPushSystem } from './push.js';
import { openRestSystem } from './rest.js';
import { openSoapSystem } from './soap.js';
import { openSqlSystems } from './sql.js';
import type { System } from './system.js';

/** Stands up a system of the adapter's kind with these rows. */
export type OpenSystem = (tables: Tables) => Promise<System>;

/** Null for kinds whose system cannot be stood up. */
export function systemsOf(
  description: SourceDescription | null,
  bindings: readonly EntityBinding[],
  clock: () => Date,
): OpenSystem | null {
  switch (description?.kind) {
    case 'sql':
      return openSqlSystems(bindings);
    case 'rest': {
      const { settings } = description;
      return (tables) => openRestSystem(settings, tables, bindings, clock);
    }
    case 'soap': {
      const { settings } = description;
      return (tables) => openSoapSystem(settings, tables, bindings);
    }
    case 'files': {
      const { settings } = description;
      return (tables) => openFilesSystem(settings, tables);
    }
    case 'push': {
      const { settings } = description;
      return (tables) => openPushSystem(settings, tables, clock);
    }
    case 'memory': {
      const { settings } = description;
      return (tables) => openMemorySystem(settings, tables);
    }
    default:
      return null;
  }
}
