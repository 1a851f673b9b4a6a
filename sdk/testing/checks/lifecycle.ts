import { longestClose } from '../bench.js';
import type { AdapterCheck } from '../check.js';
import { outcomeOf, probeOf } from '../faults/probe.js';
import { Skip } from '../findings.js';

export const lifecycleClose: AdapterCheck = {
  id: 'lifecycle.close',
  of: 'adapter',
  title: 'leaves nothing open behind itself',
  law: 'An adapter that was closed holds no connection and no file of its system: a hub opens and closes adapters as its configuration changes.',
  needs: ['a system of ours'],
  run: async (bench, findings) => {
    const probe = await probeOf(bench);
    const opened = await bench.stand();
    await probe.ask(opened);
    const { system, adapter } = opened;
    if (system.connections() === null) throw new Skip('What is open cannot be seen on this machine.');
    const closing = adapter.close().then(() => []);
    if ((await outcomeOf(closing, longestClose)) === 'still waiting') findings.fail(null, 'closing does not end');
    for (let turn = 0; turn < 100 && system.connections() !== 0; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const left = system.connections() ?? 0;
    if (left > 0) findings.fail(null, `${left} connections or files are still open after \`close\``);
  },
};

export const lifecycleLazy: AdapterCheck = {
  id: 'lifecycle.lazy',
  of: 'adapter',
  title: 'opens while its system is down',
  law: 'Opening an adapter connects to nothing: a system that is down must not keep the hub from starting.',
  needs: ['a system of ours'],
  run: async (bench, findings) => {
    const opened = await bench.stand();
    const system = { ...opened.system, close: async () => {}, what: 'nothing' };
    await opened.system.close();
    try {
      await bench.openAt(system);
    } catch {
      findings.fail(null, 'the adapter does not open while its system is down: connect at the first read');
    }
  },
};
