import type { AdapterCheck } from '../check.js';
import type { Seen } from '../faults/fault.js';
import { httpFaults } from '../faults/http-faults.js';
import { outcomeOf, probeOf } from '../faults/probe.js';
import { underFault } from '../faults/under-fault.js';
import { Skip } from '../findings.js';
import { type HttpSystem, isHttpSystem } from '../systems/http-system.js';
import type { System } from '../systems/system.js';

export function httpOf(system: System | null): HttpSystem {
  if (isHttpSystem(system)) return system;
  throw new Skip('The source is not reached over HTTP.');
}

/** One check for each fault of the way. */
export const httpFaultChecks: readonly AdapterCheck[] = httpFaults.map((fault) => ({
  id: `fault.http.${fault.id}`,
  of: 'adapter',
  // What grows beside others is nobody's.
  ...(fault.mostGrowth === undefined ? { isApart: true as const } : {}),
  title: `bears a service that ${fault.does}`,
  law: `When the service ${fault.does}, ${dueOf(fault.seen)}${boundOf(fault.mostGrowth)}; when it is well again, so is the adapter.`,
  needs: ['http', 'a system of ours'],
  run: (bench, findings) => underFault(bench, findings, fault, httpOf),
}));

function dueOf(seen: Seen): string {
  if (seen === 'the same answer') return 'the records are answered as ever';
  return `a read ends in SOURCE_UNAVAILABLE (${seen.join(' or ')}) and never in an empty answer`;
}

function boundOf(mostGrowth: number | undefined): string {
  return mostGrowth === undefined ? '' : `, and memory grows by ${mostGrowth / 1024 / 1024} MiB at most`;
}

export const faultCancellation: AdapterCheck = {
  id: 'fault.http.cancellation',
  of: 'adapter',
  isApart: true,
  title: 'hangs up when its caller gives up',
  law: 'A signal that aborts reaches the system: its connection is closed, and nothing is computed there for nobody.',
  needs: ['http', 'a system of ours'],
  run: async (bench, findings) => {
    const probe = await probeOf(bench);
    const opened = await bench.stand();
    await probe.ask(opened);
    const { loopback } = httpOf(opened.system);
    const caller = new AbortController();
    // The caller gives up when the system has heard the call.
    loopback.deliver = () => setImmediate(() => caller.abort());
    const outcome = await outcomeOf(probe.ask(opened, caller.signal), 5_000);
    for (let turn = 0; turn < 100 && loopback.abandoned() === 0; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    if (outcome === 'still waiting')
      findings.fail(probe.binding.entity, 'a read goes on after its caller gave up: hand the signal to whatever waits');
    if (loopback.abandoned() === 0)
      findings.fail(probe.binding.entity, 'the system is not told that the caller gave up: the connection stays open');
  },
};

export const faultExpiry: AdapterCheck = {
  id: 'fault.http.credentials-expire',
  of: 'adapter',
  isApart: true,
  title: 'logs in again when its token is over',
  law: 'A token that the service calls over in the middle of a run costs one new login and no answer.',
  needs: ['http', 'a system of ours'],
  run: async (bench, findings) => {
    const { description } = bench.subject;
    if (description?.kind !== 'rest' || description.settings.auth?.kind !== 'token')
      throw new Skip('The service gives no tokens.');
    const probe = await probeOf(bench);
    const opened = await bench.stand();
    const before = await probe.ask(opened);
    httpOf(opened.system).expireTokens();
    const outcome = await outcomeOf(probe.ask(opened), 10_000);
    if (outcome === 'still waiting' || 'error' in outcome || outcome.rows.length !== before.length) {
      findings.fail(
        probe.binding.entity,
        'a read fails when the token is over: ask for another one, and ask again (`expiredCodes`)',
      );
    }
  },
};
