import { createInterface } from 'node:readline';
import { PlumblineError } from '../../schema/errors.js';

/** Where questions are asked; null where nobody is there to answer. */
export type Ask = (question: string, fallback: string) => Promise<string>;

/** Asks on a terminal; an empty answer is the fallback. Answers that were typed or pasted ahead wait for their questions. */
export async function withTerminal<T>(work: (ask: Ask | null) => Promise<T>): Promise<T> {
  if (!(process.stdin.isTTY && process.stderr.isTTY)) return work(null);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answers = lines[Symbol.asyncIterator]();
  try {
    return await work(async (question, fallback) => {
      lines.setPrompt(`${question}${fallback === '' ? '' : ` (${fallback})`}: `);
      lines.prompt();
      const { done, value } = await answers.next();
      if (done === true) throw new PlumblineError('BAD_USER_INPUT', 'nobody answers: nothing was written');
      return value.trim() === '' ? fallback : value.trim();
    });
  } finally {
    lines.close();
  }
}
