import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlumblineError } from '../../schema/errors.js';
import type { DataFlag } from '../../schema/flags.js';
import type { FieldValue } from '../../schema/scalar.js';
import type { RawRecord } from '../source.js';

/** Rows as a system holds them, by table (see `tableName`). */
export type Tables = ReadonlyMap<string, readonly RawRecord[]>;

/** How a record has to read, by whoever knows the system: a person, or the interface document. */
export interface ReferenceRecord {
  readonly id: string;
  readonly values: Readonly<Record<string, FieldValue>>;
  /** Absent: no field is flagged. */
  readonly flags?: Readonly<Record<string, readonly DataFlag[]>>;
  /** When the record was last written, ISO 8601; null where nobody knows. Absent: not compared. */
  readonly asOf?: string | null;
}

/** What is known of a system: some of its rows, and how they read. Made up, never real persons. */
export interface Golden {
  readonly tables: Tables;
  /** By entity; an entity without one is read and not compared. */
  readonly expected: ReadonlyMap<string, readonly ReferenceRecord[]>;
}

const expectedEnd = '.expected.jsonl';

/**
 * Reads `golden/`: `<table>.jsonl` holds the rows of a table and `<Entity>.expected.jsonl` how they read, one JSON object a line.
 * Rejects with `ADAPTER_INVALID` where a line does not parse.
 */
export async function readGolden(folder: string): Promise<Golden> {
  const tables = new Map<string, readonly RawRecord[]>();
  const expected = new Map<string, readonly ReferenceRecord[]>();
  for (const name of (await namesIn(folder)).sort()) {
    if (!name.endsWith('.jsonl')) continue;
    const lines = await linesOf(folder, name);
    if (name.endsWith(expectedEnd)) {
      expected.set(name.slice(0, -expectedEnd.length), lines.map(referenceOf(name)));
    } else {
      tables.set(name.slice(0, -'.jsonl'.length), lines);
    }
  }
  return { tables, expected };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new PlumblineError('ADAPTER_INVALID', `There is no folder of golden data at ${folder}: make one`, { cause });
  }
}

async function linesOf(folder: string, name: string): Promise<readonly RawRecord[]> {
  const text = await readFile(join(folder, name), 'utf8');
  return text.split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === '') return [];
    const parsed = parseLine(line);
    if (parsed !== null) return [parsed];
    throw new PlumblineError('ADAPTER_INVALID', `golden/${name}, line ${at + 1}, is no JSON object`);
  });
}

function parseLine(line: string): RawRecord | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RawRecord) : null;
  } catch {
    return null;
  }
}

const referenceOf =
  (name: string) =>
  (line: RawRecord, at: number): ReferenceRecord => {
    const { id, values } = line;
    if (typeof id === 'string' && typeof values === 'object' && values !== null)
      return line as unknown as ReferenceRecord;
    throw new PlumblineError('ADAPTER_INVALID', `golden/${name}, record ${at + 1}, needs an "id" and "values"`);
  };
