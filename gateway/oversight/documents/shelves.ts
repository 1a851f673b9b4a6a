import type { SupervisionBook } from '../../../schema/oversight/book.js';
import type { LetterBook } from '../../../schema/people/letter.js';
import type { Shelf } from './serve-documents.js';

interface Hashed {
  readonly contentHash: string | null;
}

/** Documents of supervision, by the number of each. */
export function supervisionShelf(book: Pick<SupervisionBook, 'document'>): Shelf {
  return {
    path: '/oversight/documents/',
    question: 'query DocumentHash($number: String!) { supervisionDocument(documentNumber: $number) { contentHash } }',
    hashIn: ({ supervisionDocument }) => (supervisionDocument as Hashed | null)?.contentHash ?? null,
    content: async (number) => (await book.document(number))?.content ?? null,
  };
}

/** Letters on bribery records, by the number of each. */
export function letterShelf(book: Pick<LetterBook, 'content'>): Shelf {
  return {
    path: '/people/letters/',
    question:
      'query LetterHash($number: String!) { briberyLetters(first: 1, filter: { letterNumber: { eq: $number } }) { nodes { contentHash } } }',
    hashIn: ({ briberyLetters }) =>
      (briberyLetters as { readonly nodes: readonly Hashed[] | null } | null)?.nodes?.[0]?.contentHash ?? null,
    content: (number) => book.content(number),
  };
}
