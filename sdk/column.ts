/** A column by its name, or as a table definition of drizzle's holds it: one that the table lacks does not compile. */
export type ColumnName = string | { readonly name: string };

/** The name under which a source knows a column. */
export const nameOf = (column: ColumnName): string => (typeof column === 'string' ? column : column.name);
