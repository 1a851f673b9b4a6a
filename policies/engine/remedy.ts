import type { Change } from '../../schema/access.js';

/** The words of a denial's changes: what the principal can do, or who else may see it. */
export function inWords(changes: readonly Change[]): string {
  const [first, ...others] = changes;
  if (first === undefined) return 'nothing opens this';
  return first.kind === 'ROLE' ? whoMay(first, others) : changes.map(toDo).join(' and ');
}

function toDo(change: Change): string {
  switch (change.kind) {
    case 'PURPOSE':
      return `declare purpose ${choice(change.purposes)}`;
    case 'MATTER':
      return 'act under an open matter (x-plumbline-matter)';
    case 'APPROVAL':
      return `ask for approval of ${change.fields.join(' and ')} (requestAccess)`;
    case 'LINE':
      return `work in business line ${choice(change.lines)}`;
    case 'RELATION':
      return `ask through ${choice(change.through)}`;
    case 'ROLE':
      return `hold the role ${choice(change.roles)}`;
    default:
      return unreachable(change);
  }
}

function whoMay({ roles }: Extract<Change, { kind: 'ROLE' }>, others: readonly Change[]): string {
  return [`only ${choice(roles)}`, ...others.map(underWhat), 'may see this'].join(' ');
}

function underWhat(change: Change): string {
  switch (change.kind) {
    case 'PURPOSE':
      return `for ${choice(change.purposes)}`;
    case 'MATTER':
      return 'under an open matter';
    case 'APPROVAL':
      return `after approval of ${change.fields.join(' and ')}`;
    case 'LINE':
      return `in business line ${choice(change.lines)}`;
    case 'RELATION':
      return `through ${choice(change.through)}`;
    case 'ROLE':
      return `as ${choice(change.roles)}`;
    default:
      return unreachable(change);
  }
}

function choice(words: readonly string[]): string {
  return words.join(' or ');
}

function unreachable(change: never): never {
  throw new TypeError(`no such change: ${JSON.stringify(change)}`);
}
