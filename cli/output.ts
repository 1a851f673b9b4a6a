import pc from 'picocolors';
import { type ErrorCode, errorTable } from '../schema/errors.js';

/** Where commands speak: data to standard output, everything else to standard error; colours only on a terminal. */
export interface Output {
  readonly isJson: boolean;
  /** The command's result: JSON with `--json`, the sentence without. */
  data(value: unknown, sentence: string): void;
  list(title: string, lines: readonly string[]): void;
  note(sentence: string): void;
  fail(code: ErrorCode, sentence: string): void;
}

export function createOutput(isJson: boolean): Output {
  const colours = pc.createColors(process.stderr.isTTY === true);
  return {
    isJson,
    data: (value, sentence) => void process.stdout.write(`${isJson ? JSON.stringify(value, null, 2) : sentence}\n`),
    list: (title, lines) => {
      for (const line of lines) process.stderr.write(`${colours.yellow(title)} ${line}\n`);
    },
    note: (sentence) => void process.stderr.write(`${colours.dim(sentence)}\n`),
    fail: (code, sentence) =>
      void process.stderr.write(`${colours.red(code)} ${sentence}\n${colours.dim(errorTable[code].remedy)}\n`),
  };
}
