import type { SourceSetting } from '../../source.js';
import { SourceFailure } from '../../source-failure.js';
import type { Call, Reply } from '../http/endpoint.js';
import { failureOfStatus } from '../http/failure.js';
import { type Bounds, type Paced, sendInTurn } from '../http/in-turn.js';
import type { Authorization } from './desk.js';
import { codeOf, failureOfCode } from './envelope.js';
import { parseJson } from './json.js';
import type { Cursors } from './read-onward.js';
import type { Places } from './read-sorted.js';
import type { RestEnvelope, RestSettings } from './settings.js';

/** A service that was opened. */
export interface Service extends Paced {
  readonly settings: RestSettings;
  readonly setting: SourceSetting;
  readonly envelope: RestEnvelope;
  /** Path of the base URL. */
  readonly prefix: string;
  readonly authorization: Authorization;
  /** Pages of lists that come in order, where walks stand. */
  readonly places: Places;
  readonly cursors: Cursors;
}

interface Answer {
  readonly reply: Reply;
  /** What the call carried, with what let it in. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null where the status says that the call failed: its body may be anything. */
  readonly document: unknown;
  readonly code: string | null;
}

/** The successful answer to a call: within the quota, and with a new token when the old one is over. */
export async function ask(service: Service, call: Call, bounds: Bounds): Promise<Answer> {
  const isOver = ({ reply: { status }, code, headers }: Answer) =>
    service.authorization.isOver({ status, code }, headers);
  let answer = await answerTo(service, call, bounds);
  if (isOver(answer)) {
    answer = await answerTo(service, call, bounds);
    if (isOver(answer)) throw new SourceFailure('CREDENTIALS', 'a new token is refused');
  }
  const failure = failureOfStatus(answer.reply.status) ?? failureOfCode(answer.code, service.envelope);
  if (failure !== null) throw failure;
  return answer;
}

async function answerTo(service: Service, call: Call, bounds: Bounds): Promise<Answer> {
  const { authorization, envelope } = service;
  const written = async () => {
    const headers = await authorization.headers(call, bounds.signal);
    return { ...call, headers: { ...call.headers, ...headers } };
  };
  const { reply, call: sent } = await sendInTurn(service, written, bounds);
  const answer = { reply, headers: sent.headers };
  if (failureOfStatus(reply.status) !== null) return { ...answer, document: null, code: null };
  const document = parseJson(reply.body);
  return { ...answer, document, code: codeOf(document, envelope) };
}
