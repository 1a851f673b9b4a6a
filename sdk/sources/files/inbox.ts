/** A file or a folder in an inbox. Links could lead anywhere: they are neither. */
export interface InboxEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** Changes whenever the file does. */
  readonly state: string;
}

/** An inbox that can be looked through. Its methods reject with `SourceFailure` when it goes away. */
export interface InboxVisit {
  /** What is in the inbox, or in one of its folders. */
  list(folder?: string): Promise<readonly InboxEntry[]>;
  /** The first bytes of a file; null when there is none. */
  head(folder: string, name: string, length: number): Promise<Buffer | null>;
  /** Gives a file's bytes as a file of this machine, for as long as `work` runs. */
  withFile<T>(folder: string, name: string, work: (path: string) => Promise<T>): Promise<T>;
}

/** Where agencies drop their files: a folder of this machine, or one that is reached over SFTP. */
export interface Inbox {
  /** Rejects with `SourceFailure` when the inbox is known to be gone. */
  assertThere(): Promise<void>;
  /** Rejects with `SourceFailure` when the inbox cannot be reached, and with what `work` rejects with. */
  visit<T>(signal: AbortSignal, work: (visit: InboxVisit) => Promise<T>): Promise<T>;
}
