import type { Decision } from '../../schema/access.js';
import type { SchemaFacts } from '../../schema/facts.js';
import type { Purpose } from '../../schema/purpose.js';
import { createAccessCompiler } from './compile.js';
import type { PolicySets } from './sets.js';

/** One cell: what one role sees of one field under one purpose. */
export interface MatrixCell {
  readonly role: string;
  readonly purpose: Purpose;
  /** `Type.field` */
  readonly coordinate: string;
  readonly decision: Decision;
}

/** Role × purpose that the role may declare × field, in the order of the files and of the schema. */
export function* matrix(sets: PolicySets, facts: SchemaFacts): Generator<MatrixCell> {
  const compiler = createAccessCompiler(sets, facts);
  for (const role of sets.roles.values()) {
    for (const purpose of role.purposes) {
      const access = compiler.compile(
        {
          id: `matrix:${role.name}`,
          kind: 'user',
          agency: '',
          organisation: '',
          division: '',
          roles: [role.name],
          purpose,
        },
        '2026-01-01',
      );
      for (const type of facts.types.values())
        for (const field of type.fields.keys())
          yield {
            role: role.name,
            purpose,
            coordinate: `${type.name}.${field}`,
            decision: access.decide(type.name, field),
          };
    }
  }
}
