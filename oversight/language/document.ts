import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, Source, validate } from 'graphql';
import type { ReportAt } from './fault.js';

/** A query as a folder of data holds it: its name for messages, and its text. */
export interface DocumentText {
  readonly name: string;
  readonly text: string;
}

/** Reads the query of a rule or view; null where faults, told with their lines, leave nothing to compile. */
export function readDocument(
  { name, text }: DocumentText,
  schema: GraphQLSchema,
  report: ReportAt,
): DocumentNode | null {
  try {
    const document = parse(new Source(text, name));
    const errors = validate(schema, document);
    for (const { message, locations } of errors) report(locations?.[0]?.line ?? 1, message);
    return errors.length === 0 ? document : null;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    report(error.locations?.[0]?.line ?? 1, error.message);
    return null;
  }
}
