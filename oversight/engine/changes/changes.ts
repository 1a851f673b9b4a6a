import type { OversightClient } from '../../../schema/oversight/desk.js';
import type { Lead } from '../ways/lead.js';
import type { NarrowGround } from '../ways/narrow.js';
import { pageRows } from './asked-record.js';
import { type ChangesQuestion, questionKey, questionsOf } from './changes-question.js';
import { type Gathered, gather } from './gathering.js';
import type { Told } from './noting.js';

/** What changed since an instant: read once, whichever of a run's rules asks. Rejects as the hub does. */
export interface Changes {
  /** How many records of a list changed. */
  countIn(list: string, signal: AbortSignal): Promise<ReturnType<Gathered['told']>>;
  /** Values by which records that may be decided otherwise now can be asked for. */
  valuesOf(lead: Lead, signal: AbortSignal): Promise<ReturnType<Gathered['valuesOf']>>;
}

export interface ChangesParts {
  readonly client: OversightClient;
  readonly ground: NarrowGround;
}

const complete: Told = { lost: null, silent: [] };

/**
 * @param of every lead, and every list whose own changes are looked at, of all rules that ask: they share questions
 * @param since ISO 8601 instant
 */
export function createChanges(
  { client, ground }: ChangesParts,
  of: { readonly leads: readonly Lead[]; readonly lists: readonly string[] },
  since: string,
): Changes {
  const questions = questionsOf(of.leads, of.lists, ground);
  const asked = new Map<string, Promise<Gathered>>();

  function answerOf(key: string, signal: AbortSignal): Promise<Gathered> {
    const known = asked.get(key);
    // Whoever asked first may have been stopped meanwhile: that is no answer for others.
    if (known !== undefined)
      return known.catch(() => {
        signal.throwIfAborted();
        return answerOf(key, signal);
      });
    const question = questions.get(key);
    if (question === undefined) throw new Error('changes are opened with every list that is asked of them');
    const asking = ask(question, signal);
    asked.set(key, asking);
    // Whoever wants to know next asks again.
    asking.catch(() => asked.delete(key));
    return asking;
  }

  async function ask(question: ChangesQuestion, signal: AbortSignal): Promise<Gathered> {
    const { by } = question;
    if (by.kind === 'CHANGED' || by.kind === 'RELATED') {
      const gathered = gather(question, since, complete);
      await readPages(question, { since }, gathered, signal);
      return gathered;
    }
    const { values, ...before } = by.kind === 'LED' ? await valuesOf(by.lead, signal) : { ...complete, ...by };
    const gathered = gather(question, since, before);
    for (const some of before.lost === null ? batchesOf(values) : [])
      await readPages(question, { values: some }, gathered, signal);
    return gathered;
  }

  async function readPages(
    { document }: ChangesQuestion,
    variables: Readonly<Record<string, unknown>>,
    gathered: Gathered,
    signal: AbortSignal,
  ): Promise<void> {
    let after: string | null = null;
    do {
      signal.throwIfAborted();
      after = gathered.take(
        await client.ask({ document, variables: { ...variables, first: pageRows, after }, signal }),
      );
    } while (after !== null);
  }

  async function valuesOf(lead: Lead, signal: AbortSignal) {
    return (await answerOf(questionKey(lead.of), signal)).valuesOf(lead);
  }

  return {
    valuesOf,
    countIn: async (list, signal) => (await answerOf(questionKey({ kind: 'CHANGED', list }), signal)).told(),
  };
}

/** Values for one comparison each, in an order of their own. */
export function batchesOf(values: Iterable<string>): readonly (readonly string[])[] {
  const all = [...values].sort();
  const starts = Array.from({ length: Math.ceil(all.length / pageRows) }, (_, at) => at * pageRows);
  return starts.map((start) => all.slice(start, start + pageRows));
}
