import { readCaseNumber } from '../../schema/values/case-number.js';
import { readDocumentNumber } from '../../schema/values/document-number.js';
import { readPoliceCaseNumber } from '../../schema/values/police-number.js';
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

/** Numbers of files as records carry them, whatever brackets they were written with. Rejects with `BAD_USER_INPUT`. */
export function filesOf(files: readonly string[] | null | undefined): readonly string[] {
  const written = listOf(files, 'files').map((file, index) => boundedText(file, `files[${index}]`, 1, most.file));
  return [...new Set(written.map(canonical))];
}

function canonical(file: string): string {
  return readCaseNumber(file).value ?? readDocumentNumber(file).value ?? readPoliceCaseNumber(file).value ?? file;
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
