import { PlumblineError } from '../../../schema/errors.js';
import type { Bench } from '../bench.js';
import type { AdapterCheck } from '../check.js';
import { endOf, type Findings, Skip } from '../findings.js';
import { isPushSystem, type SentDelivery } from '../systems/push.js';

/** An adapter that is pushed to, and a delivery of golden rows that it has not seen. */
async function pushing(bench: Bench) {
  const opened = await bench.stand();
  const { system, adapter } = opened;
  if (!isPushSystem(system)) throw new Skip('Nobody pushes to the source.');
  const [table, rows] = [...(bench.golden?.tables ?? [])].find(([name]) => !name.startsWith('attachments')) ?? [];
  if (table === undefined || rows === undefined) throw new Skip('There are no golden rows to push.');
  return {
    delivery: { key: 'check-1', table, rows },
    send: (delivery: SentDelivery) => system.send(adapter, delivery),
  };
}

async function refusedWith(code: string, what: string, sent: Promise<unknown>, findings: Findings): Promise<void> {
  try {
    await sent;
    findings.fail(null, `${what} is taken, where ${code} is due`);
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== code)
      findings.fail(null, `${what} ends in ${endOf(error)}, where ${code} is due`);
  }
}

export const pushAuthenticated: AdapterCheck = {
  id: 'push.authenticated',
  of: 'adapter',
  title: 'takes pushes from nobody but its agency',
  law: 'A push with another secret than the agreed one is UNAUTHENTICATED, and nothing of it lands.',
  needs: ['pushes', 'a system of ours'],
  run: async (bench, findings) => {
    const { delivery, send } = await pushing(bench);
    await refusedWith(
      'UNAUTHENTICATED',
      'a push with another secret',
      send({ ...delivery, secret: 'another-secret-that-nobody-agreed-upon' }),
      findings,
    );
  },
};

export const pushIdempotent: AdapterCheck = {
  id: 'push.idempotent',
  of: 'adapter',
  title: 'lands a delivery once, however often it is sent',
  law: 'The same key with the same bytes is answered with the same receipt and changes nothing; with other bytes it is PUSH_KEY_REUSED.',
  needs: ['pushes', 'a system of ours'],
  run: async (bench, findings) => {
    const { delivery, send } = await pushing(bench);
    const [first, second] = [await send(delivery), await send(delivery)];
    if (second.status !== 'ALREADY_LANDED')
      findings.fail(null, 'a delivery that is sent again under its key lands again');
    if (JSON.stringify({ ...first, status: '' }) !== JSON.stringify({ ...second, status: '' }))
      findings.fail(null, 'a delivery that is sent again is answered with another receipt');
    await refusedWith(
      'PUSH_KEY_REUSED',
      'other bytes under the same key',
      send({ ...delivery, rows: delivery.rows.slice(1) }),
      findings,
    );
  },
};
