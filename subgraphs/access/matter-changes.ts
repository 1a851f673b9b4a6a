import type { MatterRecord } from '../../schema/access-book.js';
import { covers } from '../../schema/codes/division.js';
import type { RequestContext } from '../../schema/context.js';
import { isMatterNumber } from '../../schema/values/matter-number.js';
import type { BusinessLine } from '../../schema/warrant.js';
import type { Resolver } from '../kit/resolvers.js';
import { filesOf, handlersOf, titleOf } from './input.js';
import { isVisible } from './matters.js';
import { matterNode } from './nodes.js';
import { personsOf, reportPersons } from './persons.js';
import { badInput, separation } from './refusals.js';
import type { AccessParts } from './services.js';

/** `CampaignInput`. */
interface CampaignInput {
  readonly number: string;
  readonly title: string;
  readonly line?: BusinessLine | null;
  readonly divisionCode: string;
  readonly handlers: readonly string[];
}

/** `MatterInput`. */
interface MatterInput extends CampaignInput {
  readonly persons?: readonly string[] | null;
  readonly files?: readonly string[] | null;
}

/** `MatterAdditionInput`. */
type MatterAddition = Partial<Pick<MatterInput, 'persons' | 'files' | 'handlers'>> & Pick<MatterInput, 'number'>;

/** `openMatter`: a case about named persons and files, for others to handle. */
export function openMatter(parts: AccessParts): Resolver {
  return async (_parent, args, context) => {
    const input = args.input as MatterInput;
    const persons = personsOf(input.persons, context);
    const files = filesOf(input.files);
    if (persons.length + files.length === 0) throw badInput('a case names at least one person or file');
    return open(parts, { ...input, kind: 'CASE', persons, files }, context);
  };
}

/** `openCampaign`: a special supervision (专项监督) of a territory; it names nobody. */
export function openCampaign(parts: AccessParts): Resolver {
  return async (_parent, args, context) =>
    open(parts, { ...(args.input as CampaignInput), kind: 'CAMPAIGN', persons: [], files: [] }, context);
}

async function open(
  { book, catalog, clock }: AccessParts,
  input: CampaignInput & Pick<MatterRecord, 'kind' | 'persons' | 'files'>,
  context: RequestContext,
) {
  const { number, kind, line = null, divisionCode, persons, files } = input;
  const { id, agency, division } = context.principal;
  if (!isMatterNumber(number))
    throw badInput('number is no number of a case or matter: letters, digits and 〔〕()-_.· only');
  if (!covers(division, divisionCode)) throw badInput('divisionCode lies outside of your territory');
  const handlers = handlersOf(input.handlers);
  if (handlers.length === 0) throw badInput('a matter has at least one handler');
  assertOthers(handlers, id);
  const opened = await book.openMatter({
    number,
    kind,
    line,
    title: titleOf(input.title),
    agency,
    division: divisionCode,
    persons,
    files,
    handlers,
    openedBy: id,
    openedAt: clock().toISOString(),
  });
  return told(catalog, opened, 'OPENED', persons, context);
}

/** `amendMatter`: who opened it, or approves in its agency, and does not work under it, adds to it. */
export function amendMatter({ book, catalog }: AccessParts): Resolver {
  return async (_parent, args, context) => {
    const input = args.input as MatterAddition;
    const { principal } = context;
    const found = await seenMatter(book, input.number, context);
    if (found.handlers.includes(principal.id))
      throw separation('who handles a matter does not widen it: ask who opened it');
    const persons = personsOf(input.persons, context);
    const files = filesOf(input.files);
    const handlers = handlersOf(input.handlers);
    if (persons.length + files.length + handlers.length === 0) throw badInput('name persons, files or handlers to add');
    assertOthers(handlers, principal.id, found.openedBy);
    if (found.kind === 'CAMPAIGN' && persons.length + files.length > 0)
      throw badInput('a campaign names nobody: open a case (openMatter)');
    const amended = await book.amendMatter(found.number, { persons, files, handlers });
    return told(catalog, amended, 'AMENDED', persons, context);
  };
}

/** `closeMatter`: by who opened it, who handles it, or who approves in its agency: those who see it. */
export function closeMatter({ book, catalog, clock }: AccessParts): Resolver {
  return async (_parent, { number }, context) => {
    const found = await seenMatter(book, String(number), context);
    const closed = await book.closeMatter(found.number, clock().toISOString());
    return told(catalog, closed, 'CLOSED', [], context);
  };
}

// What the caller may not see is answered as what there is not.
async function seenMatter(book: AccessParts['book'], number: string, context: RequestContext): Promise<MatterRecord> {
  const found = await book.matter(number);
  if (found !== null && isVisible(found, context)) return found;
  throw badInput('there is no matter of this number that you may change');
}

function assertOthers(handlers: readonly string[], ...openers: readonly string[]): void {
  if (openers.some((opener) => handlers.includes(opener)))
    throw separation('who opens or widens a matter does not handle it: name other accounts');
}

function told(
  catalog: AccessParts['catalog'],
  matter: MatterRecord,
  what: 'OPENED' | 'AMENDED' | 'CLOSED',
  added: readonly string[],
  context: RequestContext,
) {
  context.report.detail(`matter ${matter.number}`, what);
  reportPersons(added, context);
  return matterNode(catalog, matter, context);
}
