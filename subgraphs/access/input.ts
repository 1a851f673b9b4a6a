import type { RequestContext } from '../../schema/context.js';
import { badInput } from './refusals.js';

// Arguments as callers wrote them.

const most = { list: 200, account: 255, file: 100, title: 200 } as const;

/** Text without the spaces around it, of so many characters. Rejects with `BAD_USER_INPUT`. */
export function boundedText(text: string, name: string, least: number, atMost: number): string {
  const trimmed = text.trim();
  const { length } = [...trimmed];
  if (length >= least && length <= atMost && !/\p{Cc}/u.test(trimmed.replaceAll('\n', ' '))) return trimmed;
  throw badInput(`${name} takes ${least} to ${atMost} characters`);
}

/** The canonical tokens of persons that a caller named. Rejects with `BAD_USER_INPUT`. */
export function personsOf(tokens: readonly string[] | null | undefined, { seals }: RequestContext): readonly string[] {
  return listOf(tokens, 'persons').map((token, index) => {
    const handle = seals.openPerson(token);
    if (handle === null)
      throw badInput(`persons[${index}] is not a token of this hub: send Person.id as it was answered`);
    if (handle.kind !== 'citizen')
      throw badInput(`persons[${index}] stands for one record without a valid citizen id: name its file instead`);
    return seals.sealPerson(handle);
  });
}

export function filesOf(files: readonly string[] | null | undefined): readonly string[] {
  return listOf(files, 'files').map((file, index) => boundedText(file, `files[${index}]`, 1, most.file));
}

export function handlersOf(handlers: readonly string[] | null | undefined): readonly string[] {
  return listOf(handlers, 'handlers').map((each, index) => boundedText(each, `handlers[${index}]`, 1, most.account));
}

export function titleOf(title: string): string {
  return boundedText(title, 'title', 2, most.title);
}

/** A list without what was said twice. Rejects with `BAD_USER_INPUT` when it is too long. */
export function listOf(values: readonly string[] | null | undefined, name: string): readonly string[] {
  const distinct = [...new Set(values ?? [])];
  if (distinct.length <= most.list) return distinct;
  throw badInput(`${name} takes at most ${most.list} at once`);
}
