import { PlumblineError } from '../../schema/errors.js';
import { SourceFailure } from '../source-failure.js';
import type { SourceDescription } from '../sources/description.js';

/**
 * What to look at, by the words with which the program's sources of services end a read. The words themselves are not repeated: those
 * of other sources may hold a value.
 */
const remedies: readonly (readonly [words: RegExp, remedy: string])[] = [
  [/^CREDENTIALS: /, 'the service does not know who asks: look at `auth` or `caller`, and at how it is sent'],
  [/: the answer has no /, 'the answer has nothing where the settings look for it: look at `envelope`'],
  [
    /: a page is shorter than its total says$/,
    'a page has fewer records than its total promises: look at how pages are counted and how long they may be',
  ],
  [/: a page is longer than asked for$/, 'a page has more records than were asked for: look at the size of `page`'],
  [
    /: a page begins with the record that another one began with$/,
    'every page is the same one: look at what the parameter of the page is called',
  ],
  [
    /: records of \w+ are outside of what was asked for$/,
    'the service answers what it was not asked for: look at how conditions are sent (`filters`)',
  ],
  [
    /: code /,
    'the service answers a code of failure: look at `success` and `reasons`, and at what it may be asked (`equals`)',
  ],
];

/** `: look at …` for how a read ended, or nothing where no setting is known to be at fault. */
export function remedyOf(error: unknown): string {
  const cause = error instanceof PlumblineError ? error.cause : error;
  if (!(cause instanceof SourceFailure)) return '';
  const [, remedy] = remedies.find(([words]) => words.test(cause.message)) ?? [];
  return remedy === undefined ? '' : `: ${remedy}`;
}

/** Most records of a page of the service; null where the source has no pages of its own. */
export function pageSizeOf(description: SourceDescription | null): number | null {
  if (description?.kind === 'rest') return description.settings.request.page.largest;
  return description?.kind === 'soap' ? description.settings.largestPage : null;
}

/** The same for a service of which `answered` records came and others did not, without a failure. */
export function remedyOfMissing(description: SourceDescription | null, answered: number): string {
  const size = pageSizeOf(description);
  if (size === null || answered > size) return '';
  if (answered === 0)
    return ': an answer without records is taken for success: look at `success` and at where records stand';
  return ': no more than one page is: look at the total and at how long a page may be';
}
