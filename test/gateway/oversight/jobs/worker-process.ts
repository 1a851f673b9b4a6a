import { readFileSync } from 'node:fs';
import type { Config } from '../../../../gateway/config.js';
import { openWorker } from '../../../../gateway/open-worker.js';
import { createLog } from '../../../../gateway/server/log.js';

/** A worker as `plumbline serve worker` opens it, but for the day: argv names its configuration (JSON), its chain and its clock's lead, ms. */
const [file = '', chain = '', lead = ''] = process.argv.slice(2);
const config = JSON.parse(readFileSync(file, 'utf8')) as Config;
const log = createLog('info');
const worker = await openWorker(
  { ...config, store: { ...config.store, chain } },
  { clock: () => new Date(Date.now() + Number(lead)), log },
);
const url = await worker.listen({ host: '127.0.0.1', port: 0 });
log.info({ url: url.href }, 'ready');
process.once('SIGTERM', () => void worker.close());
