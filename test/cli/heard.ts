import { createOutput, type Output } from '../../cli/output.js';

/** What a command said, for tests that call it by itself. */
export interface Heard {
  readonly output: Output;
  /** What `--json` would print. */
  data(): unknown;
  /** What is printed without. */
  sentence(): string;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly notes: readonly string[];
}

export function hearing(): Heard {
  const said: { value: unknown; sentence: string }[] = [];
  const lists: Record<string, readonly string[]> = {};
  const notes: string[] = [];
  const last = () => {
    const one = said.at(-1);
    if (one === undefined) throw new Error('the command said nothing');
    return one;
  };
  return {
    output: {
      ...createOutput(true),
      data: (value, sentence) => void said.push({ value, sentence }),
      list: (title, lines) => {
        if (lines.length > 0) lists[title] = lines;
      },
      note: (sentence) => void notes.push(sentence),
    },
    data: () => last().value,
    sentence: () => last().sentence,
    lists,
    notes,
  };
}
