import { opened } from '../../sdk/pushing.js';
import { open } from '../../store/stores.js';
import { doors } from './doors.js';

/** A process that is pushed to and says where: the one that `push-crash.test.ts` kills. */
const [url = ''] = process.argv.slice(2);
const store = await open(url);
const { receiver } = await opened('court', store.landing, { limits: { perMinute: 1_000_000, atOnce: 8 } });
const subgraph = doors.find(({ form }) => form === 'a subgraph');
const door = await subgraph?.open(new Map([['court', receiver]]));
process.stdout.write(`${door?.url.href}\n`);
