import type { SourceSetting } from '../../source.js';
import { SourceFailure } from '../../source-failure.js';
import type { Call, Endpoint, Reply } from '../http/endpoint.js';
import { failureOfStatus } from '../http/failure.js';
import type { Pace } from '../http/pace.js';
import { retryAfterMs } from '../http/retry-after.js';
import type { Authorization } from './desk.js';
import { codeOf, failureOfCode } from './envelope.js';
import { parseJson } from './json.js';
import type { RestEnvelope, RestSettings } from './settings.js';

/** A service that was opened. */
export interface Service {
  readonly settings: RestSettings;
  readonly setting: SourceSetting;
  readonly envelope: RestEnvelope;
  /** Path of the base URL. */
  readonly prefix: string;
  readonly endpoint: Endpoint;
  readonly authorization: Authorization;
  readonly pace: Pace;
}

export interface Bounds {
  readonly signal: AbortSignal;
  /** When the read must be over, by the monotonic clock. */
  readonly untilMs: number;
}

interface Answer {
  readonly reply: Reply;
  /** The call's own headers that let it in. */
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

async function answerTo(service: Service, call: Call, { signal, untilMs }: Bounds): Promise<Answer> {
  const { authorization, endpoint, envelope, pace, setting } = service;
  for (;;) {
    await pace.turn(untilMs, signal);
    const headers = await authorization.headers(call, signal);
    const reply = await endpoint.send({ ...call, headers: { ...call.headers, ...headers } }, signal);
    const heldMs = heldFor(reply, setting.clock());
    if (heldMs !== null) {
      pace.hold(heldMs, reply.status === 429 ? 'QUOTA' : 'OVERLOADED');
      continue;
    }
    if (failureOfStatus(reply.status) !== null) return { reply, headers, document: null, code: null };
    const document = parseJson(reply.body);
    return { reply, headers, document, code: codeOf(document, envelope) };
  }
}

/** Shortest pause before a call is sent again, and the one where the service does not say, ms. */
const [shortestPause, usualPause] = [100, 1_000];

/** How long the service is not to be asked, ms; null for an answer. One that is closed (503) is asked again only if it says when. */
function heldFor(reply: Reply, now: Date): number | null {
  if (reply.status !== 429 && reply.status !== 503) return null;
  const ms = retryAfterMs(reply, now) ?? (reply.status === 429 ? usualPause : null);
  return ms === null ? null : Math.max(ms, shortestPause);
}
