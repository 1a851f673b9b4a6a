import { parse } from 'graphql';
import type { Answer } from '../gateway/answer.js';
import { createDoor } from '../gateway/door.js';
import type { Hub } from '../gateway/hub.js';
import { type Contestant, repeat } from './measure.js';
import type { QuestionText } from './questions.js';
import type { Rig } from './rig.js';

type Data = Readonly<Record<string, unknown>>;
interface Said {
  readonly extensions?: { readonly code?: string };
}
type Headers = Readonly<Record<string, string>>;

/** Asks a hub without HTTP: the document is parsed and validated, and the caller known. */
export async function asker(
  rig: Rig,
  hub: Hub,
  question: QuestionText,
  headers: Headers,
): Promise<() => Promise<Answer>> {
  const document = parse(question.query);
  const principal = await createDoor(hub, rig.trust)(headers);
  let asked = 0;
  return () => {
    asked += 1;
    return hub.answer({
      requestId: `bench-${asked}`,
      principal,
      document,
      operationName: undefined,
      variables: question.variables,
      signal: new AbortController().signal,
    });
  };
}

export function answering(name: string, ask: () => Promise<Answer>): Contestant {
  const wholly = async (): Promise<Data> => {
    const { data, errors } = await ask();
    if (errors.length > 0) throw new Error(`${name} answered with an error: ${errors[0]?.message}`);
    return data ?? {};
  };
  return { name, run: (requests, atOnce) => repeat(requests, atOnce, wholly) };
}

/** Whoever answers over HTTP, asked by the other process. */
export function serving(name: string, { outside }: Rig, at: URL, question: QuestionText, headers: Headers): Contestant {
  const url = new URL('/graphql', at).href;
  const body = JSON.stringify(question);
  return {
    name,
    run: async (requests, concurrency) => {
      const { refused, text } = await outside.send({ url, headers, body, requests, concurrency });
      const { data, errors = [] } = JSON.parse(text) as { readonly data?: Data; readonly errors?: readonly Said[] };
      const codes = errors.map(({ extensions }) => extensions?.code).join();
      if (refused > 0 || errors.length > 0)
        throw new Error(`${name} refused ${refused} requests; the last said ${codes}`);
      return data ?? {};
    },
  };
}
