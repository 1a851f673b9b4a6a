/** A value as it travels between rooms: dates are ISO 8601 strings, money is integer fen. */
export type Scalar = string | number | boolean;

/** The value of one canonical field of one record; lists hold codes or dates. */
export type FieldValue = Scalar | null | readonly Scalar[];
