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

/** What the command line can do about a code, where that is something else than what a caller of the hub can. */
const remedies: Partial<Record<ErrorCode, string>> = {
  BAD_USER_INPUT: 'Run the command with --help for what it takes.',
  NOT_FOUND: 'Check the name; the list beside the command says what there is.',
  OVERSIGHT_STATE: 'Ask oversightRuns what is under way, and who is at it.',
  SOURCE_UNAVAILABLE: 'Check the address, that the system is up, and that the account may read there.',
};

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
      void process.stderr.write(
        `${colours.red(code)} ${sentence}\n${colours.dim(remedies[code] ?? errorTable[code].remedy)}\n`,
      ),
  };
}
