import type { IntakeFields, PushIntake } from '../../../oversight/workflow/pushed-record.js';
import type { Catalog, TypeEntry } from '../../../schema/catalog/catalog.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { IntakeConfig } from './intake-config.js';

/** Intakes as a configuration names them. Throws `CONFIG_INVALID` for a record type or field that the schema does not have. */
export function pushIntakesOf({ pushes }: IntakeConfig, catalog: Catalog): readonly PushIntake[] {
  return pushes.map(({ where, ...intake }, at) => {
    const place = `oversight.intake.pushes.${at}`;
    if (pushes.findIndex(({ id }) => id === intake.id) < at)
      throw new PlumblineError('CONFIG_INVALID', `${place}: another one is called ${intake.id}, too`);
    const { fields } = recordType(catalog, intake.entity, place);
    for (const field of Object.keys(where))
      if (fields.get(field)?.shape.kind !== 'value')
        throw new PlumblineError('CONFIG_INVALID', `${place}.where: ${intake.entity} has no value "${field}"`);
    return {
      ...intake,
      adapters: intake.adapters ?? null,
      agency: intake.agency ?? null,
      since: intake.since ?? null,
      where: Object.fromEntries(
        Object.entries(where).map(([field, value]) => [field, Array.isArray(value) ? value : [value]]),
      ),
    };
  });
}

function recordType(catalog: Catalog, entity: string, place: string): TypeEntry {
  const type = catalog.types.get(entity);
  if (type?.record) return type;
  throw new PlumblineError('CONFIG_INVALID', `${place}.entity: there is no record type "${entity}"`);
}

/** A matter is about the file that a record is, or lies in, and about the persons whom the record names itself. */
export function intakeFieldsOf(catalog: Catalog, entity: string): IntakeFields {
  const type = catalog.types.get(entity);
  const persons = [...(type?.fields.values() ?? [])].flatMap(({ shape }) =>
    shape.kind === 'link' && shape.to === 'Person' ? [shape.from] : [],
  );
  const files = new Set([type?.key ?? '', 'caseNumber'].filter((field) => type?.fields.has(field)));
  return { files: [...files], persons };
}
