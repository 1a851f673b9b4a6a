export interface Kind {
  readonly title: string;
  /** Environment variable that names a server, with what it may say; absent where tests start their own. */
  readonly variable?: string;
  readonly example?: string;
  readonly programs: Readonly<Record<string, readonly string[]>>;
  /** Where Debian keeps the programs, beside PATH. */
  readonly folders: () => readonly string[];
  readonly packages: readonly string[];
  readonly users: readonly string[];
}

/** What a machine offers: the folders of its PATH, and a way to install what is missing. */
export interface Machine {
  readonly path: () => readonly string[];
  readonly install: (kind: Kind) => void;
}

export const kinds: { readonly mysql: Kind; readonly postgres: Kind; readonly redis: Kind };
export function provide(kind: Kind, machine?: Machine): Readonly<Record<string, string>>;
export function versions(folder: string): readonly string[];
