const drizzleName = Symbol.for('drizzle:Name');
const drizzleSchema = Symbol.for('drizzle:Schema');

/**
 * The name that golden data have for where a binding reads: a table's own, with its schema where it has one; a service's; a
 * resource's path with dots (`/api/v1/cases/query` → `api.v1.cases.query`).
 */
export function tableName(place: unknown): string {
  if (typeof place === 'string') return place;
  if (typeof place !== 'object' || place === null) return String(place);
  if (drizzleName in place) {
    const schema = drizzleSchema in place ? place[drizzleSchema] : undefined;
    return [schema, place[drizzleName]].filter((part) => typeof part === 'string').join('.');
  }
  if ('service' in place) return String(place.service);
  if ('path' in place) return String(place.path).replace(/^\//, '').replaceAll('/', '.');
  return 'name' in place ? String(place.name) : 'table';
}
