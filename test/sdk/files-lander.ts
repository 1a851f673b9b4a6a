import { payment, paymentDelivery } from '../../bench/payment-delivery.js';
import { defaultLimits } from '../../sdk/sources/files/delivery.js';
import { folderInbox } from '../../sdk/sources/files/folder-inbox.js';
import { watchInbox } from '../../sdk/sources/files/watch-inbox.js';
import { ownLanding } from '../../sdk/sources/landed/own-landing.js';
import { now, open } from '../store/stores.js';

/** A process that lands what is in an inbox and ends: the one that `files-crash.test.ts` kills. */
const [url = '', inbox = ''] = process.argv.slice(2);
const store = await open(url);
process.stdout.write('scanning\n');
const watch = watchInbox({
  landing: ownLanding(store.landing, 'payments'),
  bindings: [payment],
  inbox: folderInbox(inbox),
  deliveries: [paymentDelivery],
  limits: defaultLimits,
  scanIntervalMs: 60_000,
  clock: now,
  every: () => () => {},
  onDelivery: () => {},
});
await watch.scan();
await watch.close();
await store.close();
