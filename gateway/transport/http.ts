import { type Dispatcher, Pool } from 'undici';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { SubgraphResponse } from '../../schema/subgraph.js';
import { mergeCarriedReport } from './carried-report.js';
import { type PassportIssuer, passportHeader } from './passport.js';
import type { Transport } from './transport.js';

export interface HttpTransportSetting {
  /** Subgraph name → address of its server. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly issuer: PassportIssuer;
  /** Largest answer of a subgraph, bytes. */
  readonly responseBytes?: number;
  /** Connections kept to each subgraph. */
  readonly connections?: number;
  /** `traceparent` of the request (W3C Trace Context), when it is traced. */
  readonly traceparent?: (context: RequestContext) => string | undefined;
}

export interface HttpTransport extends Transport {
  close(): Promise<void>;
}

const defaults = { responseBytes: 32 * 1024 * 1024, connections: 32 } as const;

/** Reaches subgraphs of other processes over HTTP, with a passport; one pool of connections a subgraph. */
export function createHttpTransport(setting: HttpTransportSetting): HttpTransport {
  const { responseBytes, connections } = { ...defaults, ...setting };
  const doors = new Map(
    Object.entries(setting.subgraphs).map(([name, url]) => {
      const { origin, pathname } = new URL(url);
      const path = pathname === '/' ? '/graphql' : pathname;
      return [name, { pool: new Pool(origin, { connections, pipelining: 1, connect: { timeout: 3_000 } }), path }];
    }),
  );
  return {
    async execute(name, request, context) {
      const door = doors.get(name);
      if (door === undefined)
        throw new PlumblineError('SOURCE_UNAVAILABLE', `No address of subgraph ${name} is configured`);
      const body = JSON.stringify(request);
      const passport = await setting.issuer.issue(name, body, context);
      const traceparent = setting.traceparent?.(context);
      const headers = {
        'content-type': 'application/json',
        [passportHeader]: passport,
        ...(traceparent === undefined ? {} : { traceparent }),
      };
      const { path } = door;
      const answer = await ask(
        door.pool,
        { path, method: 'POST', headers, body, signal: context.signal },
        name,
        responseBytes,
      );
      return readAnswer(answer, name, context);
    },
    async close() {
      await Promise.all([...doors.values()].map(({ pool }) => pool.close()));
    },
  };
}

async function ask(pool: Pool, options: Dispatcher.RequestOptions, name: string, limit: number): Promise<string> {
  try {
    const { statusCode, body } = await pool.request(options);
    if (statusCode !== 200) {
      await body.dump();
      throw unavailable(name, `answered with status ${statusCode}`);
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > limit) throw unavailable(name, `answered more than ${limit} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch (cause) {
    if (cause instanceof PlumblineError) throw cause;
    throw unavailable(name, 'cannot be reached', cause);
  }
}

function readAnswer(text: string, name: string, context: RequestContext): SubgraphResponse {
  try {
    const { extensions, ...answer } = JSON.parse(text);
    mergeCarriedReport(extensions?.plumbline, context.report);
    return answer;
  } catch (cause) {
    throw unavailable(name, 'did not answer as a subgraph of this hub does', cause);
  }
}

function unavailable(name: string, what: string, cause?: unknown): PlumblineError {
  return new PlumblineError('SOURCE_UNAVAILABLE', `Subgraph ${name} ${what}`, { cause });
}
