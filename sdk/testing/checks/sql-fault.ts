import type { Socket } from 'node:net';
import type { SourceReason } from '../../../schema/reader.js';
import { tableName } from '../../table-name.js';
import type { Bench } from '../bench.js';
import type { AdapterCheck } from '../check.js';
import { outcomeOf, probeOf } from '../faults/probe.js';
import { sqlFaults } from '../faults/sql-faults.js';
import { complaintOf, underFault } from '../faults/under-fault.js';
import { Skip } from '../findings.js';
import { isSqlSystem } from '../systems/sql.js';
import { openNothing, openWire } from '../systems/wire.js';

const words = new Map(sqlFaults([]).map(({ id, does, seen }) => [id, { does, seen }]));

/** One check for each fault of a database. */
export const sqlFaultChecks: readonly AdapterCheck[] = [...words].map(([id, { does, seen }]) => ({
  id: `fault.sql.${id}`,
  of: 'adapter',
  isApart: true,
  title: `bears a system that ${does}`,
  law: `When the system ${does}, a read ends in SOURCE_UNAVAILABLE (${String(seen).replaceAll(',', ' or ')}) and never in an empty answer; when it is well again, so is the adapter.`,
  needs: ['a wire', 'a system of ours'],
  run: async (bench, findings) => {
    const tables = [...new Set(bench.subject.entities.map(({ table }) => tableName(table)))];
    const fault = sqlFaults(tables.filter((table) => bench.golden?.tables.has(table))).find((each) => each.id === id);
    if (fault === undefined) return;
    await underFault(bench, findings, fault, (system) => {
      if (isSqlSystem(system)) return system;
      throw new Skip('The source is not a database.');
    });
  },
}));

interface WireFault {
  readonly id: string;
  readonly does: string;
  readonly seen: readonly SourceReason[];
  readonly greet: ((socket: Socket) => void) | null;
}

const wireFaults: readonly WireFault[] = [
  { id: 'refused', does: 'refuses connections', seen: ['REFUSED'], greet: null },
  { id: 'hang', does: 'takes a connection and never speaks', seen: ['TIMEOUT'], greet: () => {} },
  { id: 'reset', does: 'breaks every connection', seen: ['REFUSED'], greet: (socket) => socket.destroy() },
  {
    id: 'web-page',
    does: 'is a web server',
    seen: ['MALFORMED', 'FAILED', 'REFUSED', 'TIMEOUT'],
    greet: (socket) => socket.end('HTTP/1.1 400 Bad Request\r\ncontent-type: text/html\r\n\r\n<html></html>'),
  },
];

/** One check for each fault of the way to a database server; the driver is the one of the adapter's own address. */
export const wireFaultChecks: readonly AdapterCheck[] = wireFaults.map(({ id, does, seen, greet }) => ({
  id: `fault.wire.${id}`,
  of: 'adapter',
  isApart: true,
  title: `bears a database server that ${does}`,
  law: `When the server ${does}, a read ends in SOURCE_UNAVAILABLE (${seen.join(' or ')}) within its caller’s time, and says nothing of credentials or statements.`,
  needs: ['a wire', 'a system of ours'],
  run: async (bench, findings) => {
    assertServer(bench);
    const probe = await probeOf(bench);
    const opened = await bench.openAt(greet === null ? await openNothing() : await openWire(greet));
    const outcome = await outcomeOf(probe.ask(opened, AbortSignal.timeout(800)), 8_000);
    const complaint = complaintOf(seen, outcome, '');
    if (complaint !== null) findings.fail(probe.binding.entity, `when the server ${does}, ${complaint}`);
  },
}));

function assertServer({ subject }: Bench): void {
  const { description } = subject;
  const url = description?.kind === 'sql' ? description.settings.url : '';
  if (!/^[a-z+]+:\/\//i.test(url) || url.startsWith('file:'))
    throw new Skip('The adapter’s address is a file and no server.');
}
