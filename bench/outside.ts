import { Agent, request as httpRequest } from 'node:http';
import { type Country, openCountry } from '../demo/country.js';
import { parseScale } from '../demo/open-demo.js';
import { seedCountry } from '../demo/seed.js';
import type { Load, LoadDone, Outside } from './outside-world.js';

/**
 * The other process of the benchmark: the agencies' systems and the caller, so that neither's work counts as the hub's.
 * Speaks over the channel of `fork` alone.
 */
const [dataDir = '', scale = 'county', begins = ''] = process.argv.slice(2);
// Signatures hold for minutes: whoever measures on another day says when theirs begins.
const behindMs = begins === '' ? 0 : Date.now() - Number(begins);
await seedCountry({ dataDir, scale: parseScale(scale) });
// Quotas are the agencies' to set, and here they must not be what is measured.
const quota = { callsPerSecond: 1_000_000 };
const now = () => Date.now() - behindMs;
const country: Country = await openCountry({ dataDir, now, enforcement: quota, 'social-security': quota });

process.on('message', (message: Load) => {
  load(message).then(tell, ({ message: reason }: Error) => tell({ kind: 'failed', reason }));
});
// The parent is gone, or has closed the channel: nobody needs the agencies any more.
process.once('disconnect', () => void country.close());
tell({ kind: 'ready', connection: country.connection });

function tell(message: Outside): void {
  process.send?.(message);
}

/** Sends the same request so many times, so many at once. */
async function load({ url, headers, body, requests, concurrency }: Load): Promise<LoadDone> {
  // Connections of its own: a server may close idle ones between two loads.
  const agent = new Agent({ keepAlive: true });
  let [left, refused, text] = [requests, 0, ''];
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const answer = await post(agent, url, headers, body);
      if (answer.status !== 200) refused += 1;
      text = answer.text;
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, requests) }, worker));
  } finally {
    agent.destroy();
  }
  return { kind: 'done', refused, text };
}

function post(
  agent: Agent,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method: 'POST', agent, headers: { ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
