import type { GraphQLResolveInfo } from 'graphql';
import type { RecordRow } from '../../schema/adapter.js';
import type { Catalog, FieldEntry } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { readCitizenId } from '../../schema/values/citizen-id.js';
import { askedValue } from './asked-value.js';
import { denied, unavailable } from './faults.js';
import { typeOf } from './lists/connection.js';
import { keyOf, type Node, nodeOf } from './node.js';
import { readGuarded } from './reads/guarded-read.js';
import { readPlanOf } from './reads/read-plan.js';
import { emptyRead, readByKey } from './reads/reading.js';
import { firstOf, slotOf } from './single.js';
import { notePerson } from './subjects.js';

type ExistenceField = FieldEntry & { readonly shape: { readonly kind: 'existence' } };

const nobody: RecordRow = { adapter: '', id: '', values: {}, flags: {}, asOf: null };

/**
 * Answers whether a record exists for this principal, with the fields that are copied from the first one (in order of
 * adapter and record key). No key, no record and no record that may be seen are answered alike.
 */
export async function resolveExistence(
  catalog: Catalog,
  parentType: string,
  field: ExistenceField,
  parent: Node | undefined,
  args: Readonly<Record<string, unknown>>,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Node> {
  const { of, by, from } = field.shape;
  const asked = catalog.types.get(of)?.fields.get(by)?.type;
  const isPerson = asked === 'CitizenId';
  const key = from === null ? askedFor(args[by], asked) : keyOf(parent, from);
  const type = typeOf(catalog, field);
  const plan = readPlanOf(type, info.fieldNodes, info, context);
  // Who was asked about is on record whether or not there was anything to find.
  if (isPerson) notePerson(key, context);
  const read =
    key === null
      ? { ...emptyRead, shares: [] }
      : await readGuarded(plan, firstOf(plan, of), slotOf(context, info), (request, slot) =>
          readByKey(slot, request, by, key, `${parentType}.${field.name}`, context),
        );
  const [row] = read.page.rows;
  const node = nodeOf(row ?? nobody, plan, read, context);
  return Object.assign(node, { exists: existsOf(type.name, row !== undefined, read.isWhole, context) });
}

// Closed: an answer that may be told of some rows only would tell them from the others.
function existsOf(
  type: string,
  isFound: boolean,
  isWhole: boolean,
  { access }: RequestContext,
): boolean | PlumblineError {
  const decision = access.decide(type, 'exists');
  if (decision.effect !== 'ALLOW' || decision.rows === 'SOME') return denied(type, 'exists');
  return isFound || isWhole ? isFound : unavailable(type, 'exists');
}

function askedFor(value: unknown, type: string | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (type !== 'CitizenId') return String(askedValue(type, String(value)));
  const { value: citizenId } = readCitizenId(value);
  // A number that nobody can have would be answered "no", which reads as a fact about somebody.
  if (citizenId === null) throw new PlumblineError('BAD_USER_INPUT', 'citizenId is not a valid citizen id (GB 11643)');
  return citizenId;
}
