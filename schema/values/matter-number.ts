import { isCitizenId } from './citizen-id.js';

const form = /^[\p{L}\p{N}()（）〔〕[\]\-_.·号第]{1,100}$/u;
const eighteen = /(?<!\d)\d{17}[\dXx](?![\dXx])/g;

/**
 * Whether a text can be the number of a case or matter, as `x-plumbline-matter` carries it (percent-encoded). One that holds a
 * citizen id cannot: numbers of matters stand in the audit log.
 */
export function isMatterNumber(text: string): boolean {
  return form.test(text) && !(text.match(eighteen) ?? []).some((run) => isCitizenId(run.toUpperCase()));
}
