import type { MatterRecord } from '../../schema/access-book.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Purpose } from '../../schema/purpose.js';
import { dayOf } from '../../schema/values/day.js';
import type { Approval, Warrant } from '../../schema/warrant.js';
import type { Resolver } from '../kit/resolvers.js';
import { boundedText, filesOf, listOf } from './input.js';
import { requestNode } from './nodes.js';
import { citizensOf, personsOf, reportPersons } from './persons.js';
import { createProspect } from './prospect.js';
import { badInput } from './refusals.js';
import type { AccessParts } from './services.js';
import { type Standing, standingOf } from './standing.js';

/** `AccessRequestInput`. */
interface RequestInput {
  readonly fields: readonly string[];
  readonly persons?: readonly string[] | null;
  readonly files?: readonly string[] | null;
  readonly reason: string;
}

const mostFields = 50;

/** `requestAccess`: files an application, which a colleague decides. */
export function requestAccess(parts: AccessParts): Resolver {
  return (_parent, { input }, context) => file(parts, input as RequestInput, false, context);
}

/** `breakGlass`: the same in an emergency. It opens nothing before it is approved, for 24 hours at most (domain 5.5.10). */
export function breakGlass(parts: AccessParts): Resolver {
  return (_parent, { input }, context) => file(parts, input as RequestInput, true, context);
}

async function file(parts: AccessParts, input: RequestInput, isBreakGlass: boolean, context: RequestContext) {
  const { book, catalog, clock, newId } = parts;
  const { principal } = context;
  const { matter, purpose, warrant } = await standingFor(parts, context);
  const subject = subjectOf(input, matter, context);
  const fields = fieldsOf(catalog, input.fields);
  for (const coordinate of fields) assertApprovable(parts, coordinate, { ...subject, warrant }, context);
  const now = clock();
  const record = await book.requestAccess({
    id: newId(),
    applicant: principal.id,
    agency: principal.agency,
    division: principal.division,
    roles: principal.roles,
    purpose,
    matter: matter.number,
    fields,
    ...subject,
    reason: boundedText(input.reason, 'reason', 10, 500),
    isBreakGlass,
    requestedAt: now.toISOString(),
  });
  context.report.detail(`request ${record.id}`, record.state);
  if (isBreakGlass) context.report.detail(`request ${record.id} breakGlass`, true);
  reportPersons(subject.persons, context);
  return requestNode(catalog, record, context, now);
}

/** Rejects with `MATTER_NOT_OPEN` without a purpose, or a matter to ask under. */
async function standingFor(
  parts: AccessParts,
  context: RequestContext,
): Promise<Standing & { readonly purpose: Purpose }> {
  const { purpose } = context.principal;
  const standing = await standingOf(parts, context);
  if (standing !== null && purpose !== undefined) return { ...standing, purpose };
  throw new PlumblineError(
    'MATTER_NOT_OPEN',
    'approval is asked for under an open matter that you handle: declare it in x-plumbline-matter',
  );
}

interface Subject {
  readonly persons: readonly string[];
  readonly files: readonly string[];
}

/** The persons and files that an approval is to name. A case's approvals stay within the case. */
function subjectOf(input: RequestInput, matter: MatterRecord, context: RequestContext): Subject {
  const persons = personsOf(input.persons, context);
  const files = filesOf(input.files);
  if (persons.length + files.length === 0) throw badInput('name the persons or files that the approval is for');
  if (matter.kind === 'CAMPAIGN') return { persons, files };
  assertWithin(persons, matter.persons, 'persons');
  assertWithin(files, matter.files, 'files');
  return { persons, files };
}

function assertWithin(named: readonly string[], known: readonly string[], name: string): void {
  const stranger = named.findIndex((each) => !known.includes(each));
  if (stranger !== -1)
    throw badInput(
      `${name}[${stranger}] is not named by the matter: leave it out, or have the matter amended (amendMatter)`,
    );
}

/** Coordinates of the schema, as approvals know them: what a code resolves to is approved with the code. */
function fieldsOf({ types }: Catalog, coordinates: readonly string[]): readonly string[] {
  const named = listOf(coordinates, 'fields');
  if (named.length === 0 || named.length > mostFields)
    throw badInput(`fields takes 1 to ${mostFields} of Type.field or Type`);
  const known = named.map((coordinate, index) => {
    const [typeName = '', field, ...rest] = coordinate.split('.');
    const type = types.get(typeName);
    const shape = field === undefined ? undefined : type?.fields.get(field)?.shape;
    if (type === undefined || (field !== undefined && shape === undefined) || rest.length > 0)
      throw badInput(`fields[${index}] is no field of the schema: write Type.field, or Type`);
    return shape?.kind === 'code' ? `${typeName}.${shape.from}` : coordinate;
  });
  return [...new Set(known)];
}

// Asked of the policies themselves: the access is compiled as if the approval were there.
function assertApprovable(
  { catalog, clock, policiesOf }: AccessParts,
  coordinate: string,
  { persons, files, warrant }: Subject & { readonly warrant: Warrant },
  context: RequestContext,
): void {
  const { principal, access } = context;
  const [typeName = '', field] = coordinate.split('.');
  const approval: Approval = {
    id: 'asked-for',
    fields: [coordinate],
    persons: citizensOf(persons, context),
    files,
    until: clock().toISOString(),
    isBreakGlass: false,
  };
  const approved = policiesOf(access.policyVersion).compiler.compile(
    { ...principal, warrant: { ...warrant, approvals: [...warrant.approvals, approval] } },
    dayOf(clock()),
  );
  if (createProspect(catalog, access, approved).opens(typeName, field)) return;
  const decision = field === undefined ? access.enter(typeName) : access.decide(typeName, field);
  const remedy =
    decision.effect === 'DENY' ? decision.remedy : 'you see it already as far as an approval would open it';
  throw badInput(`${coordinate}: an approval for these persons and files would open nothing of it; ${remedy}`);
}
