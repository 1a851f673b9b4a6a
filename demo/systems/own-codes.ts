/** One value of an agency's own code list: its code, its label, and what older records hold instead. */
export interface OwnCode {
  readonly code: string;
  readonly label: string;
  readonly older: readonly string[];
}

export type OwnCodes<T extends string> = Readonly<Record<T, OwnCode>>;

/** Writes a code list as a table: `{ FILED: '02 立案 2 已立案' }` is code 02, label 立案, older forms 2 and 已立案. */
export function ownCodes<T extends string>(table: Readonly<Record<T, string>>): OwnCodes<T> {
  const codes: Partial<Record<T, OwnCode>> = {};
  for (const [value, text] of Object.entries(table) as [T, string][]) {
    const [code = '', label = '', ...older] = text.split(' ');
    codes[value] = { code, label, older: [label, ...older] };
  }
  return codes as OwnCodes<T>;
}
