import type { OpenAdapter } from '../../../schema/adapter.js';
import type { RawRecord } from '../../source.js';

/** A system that stands in an agency's place: on loopback, with golden rows or broken ones. */
export interface System {
  /** What it is, for the certificate. */
  readonly what: string;
  /** Its address for the agency's. */
  reroute(address: string): string;
  /** The agency goes on working: rows appear between two reads. */
  insert(table: string, rows: readonly RawRecord[]): Promise<void>;
  /** What the agency does by itself when the adapter has been opened: it pushes. */
  feed?(adapter: OpenAdapter): Promise<void>;
  /** Connections that the adapter holds open; null where that cannot be seen. */
  connections(): number | null;
  close(): Promise<void>;
}
