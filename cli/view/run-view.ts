import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Environment } from '../../gateway/environment.js';
import { PlumblineError } from '../../schema/errors.js';
import { counted } from '../counted.js';
import type { Output } from '../output.js';
import { type AskOptions, askHub } from './ask-hub.js';

export interface RunViewOptions extends AskOptions {
  readonly format: 'csv' | 'xlsx' | 'json';
  readonly set?: readonly string[];
  readonly out?: string;
}

/** Exports a view into a file, or to standard output. Exit code 1 when the file is not whole. */
export async function runViewCommand(
  id: string,
  options: RunViewOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  const { format, set = [], out } = options;
  if (out === undefined && format === 'xlsx' && process.stdout.isTTY === true)
    throw new PlumblineError('BAD_USER_INPUT', 'a workbook is no text: name a file with --out');
  const query = new URLSearchParams({ format, ...settingsOf(set) });
  const response = await askHub(`/views/${encodeURIComponent(id)}?${query}`, options, environment);
  const isBroken = await isBrokenOff(response, out);
  const { 'x-plumbline-export': state, 'x-plumbline-rows': rows, 'x-plumbline-digest': digest } = response.trailers;
  const told = {
    view: id,
    state: isBroken ? 'BROKEN_OFF' : (state ?? 'BROKEN_OFF'),
    // A file that nobody ended does not say how much of it there is.
    rows: rows === undefined ? null : Number(rows),
    digest: digest ?? null,
  };
  const many = told.rows === null ? 'part of the rows' : counted(told.rows, 'row');
  const sentence = `${many}, ${told.state}${out === undefined ? '' : `, in ${out}`}`;
  // What was exported is on standard output already, unless it is in a file.
  if (out === undefined) output.note(sentence);
  else output.data({ ...told, out }, sentence);
  return told.state === 'WHOLE' ? 0 : 1;
}

async function isBrokenOff(response: IncomingMessage, out: string | undefined): Promise<boolean> {
  try {
    if (out === undefined) await pipeline(response, process.stdout, { end: false });
    else await pipeline(response, createWriteStream(out));
    return false;
  } catch (error) {
    if (response.complete) throw error;
    return true;
  }
}

function settingsOf(set: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    set.map((each) => {
      const at = each.indexOf('=');
      if (at < 1) throw new PlumblineError('BAD_USER_INPUT', '--set takes name=value');
      return [each.slice(0, at), each.slice(at + 1)];
    }),
  );
}
