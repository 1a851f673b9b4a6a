import { event, open } from './stores.js';

/** A process that appends without end and says what became durable: the one that `audit-crash.test.ts` kills. */
const [url = '', chain = ''] = process.argv.slice(2);
const store = await open(url, { chain });

async function appendForever(requester: number): Promise<never> {
  for (let n = 0; ; n += 1) {
    const { sequence, hash } = await store.audit.append(event(n, { requestId: `${requester}-${n}` }));
    process.stdout.write(`${sequence} ${hash}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, requester) => appendForever(requester)));
