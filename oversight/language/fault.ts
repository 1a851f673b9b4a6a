/** One thing that is wrong with a rule: what, and how to mend it. */
export type Report = (message: string) => void;

/** Where in a GraphQL document something stands. */
export type ReportAt = (line: number, message: string) => void;
