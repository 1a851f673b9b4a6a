import type { PolicySets, PurposeCap, Role } from '../policies/language/sets.js';
import { businessLines } from '../schema/warrant.js';
import { page, table } from './reference-page.js';

/** Who may declare what, and the most that each purpose opens. */
export function rolesPage(sets: PolicySets): string {
  const about =
    'Roles come in the token (`roles`), business lines too (`lines`); the purpose in the header `x-plumbline-purpose`, a ' +
    'case or matter number, percent-encoded, in `x-plumbline-matter`. Without a purpose only public data is served. An ' +
    'exclusive role is held alone, a machine’s by service accounts alone: otherwise it is refused (`ROLES_CONFLICT`).';
  const roles = [...sets.roles.values()].map(roleRow);
  const caps = [...sets.purposes.values()];
  return page('Roles and purposes', about, [
    ...table(
      [
        'role',
        'number',
        'title',
        'exclusive',
        'machine',
        'requests',
        'business lines that open more',
        'purposes it may declare',
      ],
      roles,
    ),
    '',
    '## What purposes cap',
    '',
    'Whatever is granted, a purpose opens no other data classes, and nothing that it withholds. `requests` is what one',
    'account may ask in a day (+08:00) unless its role has a number of its own, `persons` how many different people one matter may meet (`CAP_EXCEEDED`).',
    '`release` is when the persons concerned may be told of what was read.',
    '',
    ...table(
      ['purpose', 'title', 'opens', 'masked only', 'counted only', 'requests', 'persons', 'release', 'basis'],
      caps.map(capRow),
    ),
    '',
    '## What purposes withhold, and how far back they see',
    '',
    ...table(['purpose', 'withheld', 'only', 'history', 'lists of'], caps.flatMap(limitRow)),
    '',
    '## Business lines',
    '',
    `The lines are ${businessLines.map((line) => `\`${line}\``).join(', ')}. A grant that names lines asks for one of them in the`,
    'token. A matter that has a line is worked by accounts of that line; a handler of another asks for approval first.',
  ]);

  function roleRow({ name, number, title, isExclusive, isMachine, requestsADay, purposes }: Role): readonly string[] {
    const grants = sets.grants.filter(({ roles: held, lines }) => held.has(name) && lines !== null);
    const lines = [...new Set(grants.flatMap((grant) => [...(grant.lines ?? [])]))];
    return [
      `\`${name}\``,
      number,
      `${title.en} ${title.zh}`,
      isExclusive ? 'yes' : '',
      isMachine ? 'yes' : '',
      requestsADay === null ? '' : String(requestsADay),
      lines.join(', '),
      listed(purposes),
    ];
  }
}

function capRow({ name, title, classes, masked, counted, requestsADay, personsAMatter, release, basis }: PurposeCap) {
  const numbers = [requestsADay, personsAMatter].map((cap) => (cap === null ? 'no cap' : String(cap)));
  const words = [listed(classes), listed(masked), listed(counted), ...numbers];
  return [`\`${name}\``, `${title.en} ${title.zh}`, ...words, release, basis];
}

function limitRow({ name, withheld, only, history, narrow }: PurposeCap): readonly (readonly string[])[] {
  const back = [...history].map(([type, { field, months }]) => `${type}.${field}: ${months} months`);
  const narrowed = [...narrow].map(([type, { by, first }]) => `${type}: one ${by.join(' and ')}, ${first} rows a page`);
  if (withheld.size === 0 && only === null && back.length === 0 && narrowed.length === 0) return [];
  return [[`\`${name}\``, listed(withheld), listed(only ?? []), back.join(', '), narrowed.join('; ')]];
}

function listed(words: Iterable<string>): string {
  return [...words].join(', ');
}
