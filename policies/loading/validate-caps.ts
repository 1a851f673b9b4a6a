import type { SchemaFacts } from '../../schema/facts.js';
import { nearest } from '../../schema/nearest.js';
import type { PurposeCap } from '../language/sets.js';
import type { Report } from './validate.js';

/** Holds what a purpose withholds, touches, remembers and lists against the schema. */
export function checkCap(cap: PurposeCap, facts: SchemaFacts, report: Report): void {
  for (const [at, coordinate] of [...cap.withheld].entries()) {
    const fact = unknownIn(coordinate, facts);
    if (fact !== null) report(['withheld', at], fact);
  }
  for (const [at, name] of [...(cap.only ?? [])].entries()) {
    const fact = name.includes('.') ? `${name} is no type; name whole types` : unknownIn(name, facts);
    if (fact !== null) report(['only', at], fact);
    else if (cap.withheld.has(name)) report(['only', at], `${name} is withheld as well; drop one of the two`);
  }
  for (const [name, { field }] of cap.history) {
    const about = facts.types.get(name)?.about ?? name;
    const fact = unknownIn(name, facts) ?? unknownIn(`${about}.${field}`, facts);
    if (fact !== null) report(['history', name], fact);
  }
  for (const [name, { by }] of cap.narrow) {
    const fact = [name, ...by.map((field) => `${name}.${field}`)].map((each) => unknownIn(each, facts)).find(Boolean);
    if (fact) report(['narrow', name], fact);
  }
}

/** `Type` or `Type.field`: what of it the schema does not know; null when it knows all. */
function unknownIn(coordinate: string, { types }: SchemaFacts): string | null {
  const [name = '', field] = coordinate.split('.');
  const type = types.get(name);
  if (type === undefined) return `unknown type ${name}${nearest(name, types.keys())}`;
  if (field === undefined || type.fields.has(field)) return null;
  return `unknown field ${coordinate}${nearest(field, type.fields.keys())}`;
}
