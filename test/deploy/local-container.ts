import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { isOfHost, mountOf, placeOf, type Service } from './compose-file.js';
import { type Image, inImage } from './image.js';
import type { LocalDatabase } from './local-databases.js';
import type { Addresses } from './local-ports.js';
import { type LocalProcess, runProcess } from './local-process.js';

interface Health {
  readonly command: readonly string[];
  readonly intervalMs: number;
  /** The start period, and every retry after it. */
  readonly patienceMs: number;
}

/** One replica of a service: a root folder of its own, and what runs in it. */
export interface Container {
  readonly id: string;
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly health: Health | undefined;
  process?: LocalProcess;
}

/** What a container is prepared from. */
export interface Ground {
  /** Folder that the paths of the compose file are relative to. */
  readonly root: string;
  readonly folder: string;
  readonly secretsFolder: string;
  readonly image: Image;
  readonly imageFolder: string;
  readonly addresses: Addresses;
  readonly databases: ReadonlyMap<string, LocalDatabase>;
  readonly configOf: (source: string) => string;
}

/** Lays out the root folder of a replica: mounts are links, configurations are copies that are true on this machine. */
export function prepareContainer(name: string, replica: number, service: Service, ground: Ground): Container {
  const { folder, secretsFolder, addresses, image, imageFolder } = ground;
  const id = `${name}-${replica + 1}`;
  const root = join(folder, 'containers', id);
  const portOf = (port: string | number) => addresses.get(`${name}/${replica}/${port}`);
  const local = (text: string) => localize(text, name, replica, service, ground);
  const at = (place: string) => {
    const path = join(root, place);
    mkdirSync(dirname(path), { recursive: true });
    return path;
  };

  for (const place of service.tmpfs ?? []) mkdirSync(join(root, place.split(':', 1)[0] ?? ''), { recursive: true });
  for (const grant of service.secrets ?? []) {
    const { source, target } = placeOf(grant, '/run/secrets');
    symlinkSync(join(secretsFolder, source), at(target));
  }
  for (const volume of service.volumes ?? []) {
    const mount = mountOf(volume);
    const data = isOfHost(mount) ? resolve(ground.root, mount.source) : join(folder, 'volumes', mount.source);
    mkdirSync(data, { recursive: true });
    symlinkSync(data, at(mount.target));
  }
  for (const grant of service.configs ?? []) {
    const { source, target } = placeOf(grant, '/');
    const config = parse(local(ground.configOf(source))) as { listen: { port: number } };
    config.listen.port = portOf(config.listen.port) ?? config.listen.port;
    writeFileSync(at(target), stringify(config));
  }

  const environment = Object.entries(service.environment ?? {}).map(([key, value]) => [key, local(`${value}`)]);
  // A port that stands alone is an argument of its own.
  const words = (service.command ?? image.command).map((word) =>
    /^\d{4,5}$/.test(word) ? String(portOf(word) ?? word) : local(word),
  );
  return {
    id,
    root,
    environment: { HOSTNAME: id, TMPDIR: join(root, 'tmp'), ...Object.fromEntries(environment) },
    command: [...(service.entrypoint ?? image.entrypoint), ...words].map((word) => inImage(word, imageFolder)),
    health: healthOf(service, (word) => inImage(local(word), imageFolder)),
  };
}

/** What a text of the compose file says, as it is true on this machine for one replica. */
function localize(text: string, name: string, replica: number, service: Service, ground: Ground): string {
  const root = join(ground.folder, 'containers', `${name}-${replica + 1}`);
  let local = [...ground.databases.values()].reduce((sofar, database) => database.localize(sofar), text);
  for (const place of mountPoints(service)) local = local.replaceAll(place, join(root, place));
  return local.replaceAll('0.0.0.0', '127.0.0.1').replace(/(\/\/)([\w.-]+):(\d+)/g, (found, slashes, host, port) => {
    const [other, index] = host === '127.0.0.1' ? [name, replica] : [host, 0];
    const at = ground.addresses.get(`${other}/${index}/${port}`);
    return at === undefined ? found : `${slashes}127.0.0.1:${at}`;
  });
}

function healthOf({ healthcheck }: Service, local: (word: string) => string): Health | undefined {
  if (healthcheck?.test === undefined) return undefined;
  const { test, interval, start_period, retries = 3 } = healthcheck;
  const intervalMs = spanMs(interval);
  return { command: test.slice(1).map(local), intervalMs, patienceMs: spanMs(start_period) + retries * intervalMs };
}

/** Places in a container where something is mounted, or below which everything is. */
function mountPoints({ secrets = [], configs = [], volumes = [] }: Service): readonly string[] {
  const targets = [
    ...(secrets.length > 0 ? ['/run/secrets/x'] : []),
    ...configs.map((grant) => placeOf(grant, '/').target),
    ...volumes.map((volume) => mountOf(volume).target),
  ];
  return [...new Set(targets.map(dirname))];
}

const pollMs = 200;
const stopMs = 10_000;

/**
 * Waits until the health check passes, as long as the file gives it. A check is made when the process has printed
 * something, and at the file's interval anyway: more often would only cost the processor that services start on.
 */
export async function untilHealthy({ id, process, health, environment }: Container): Promise<void> {
  if (health === undefined || process === undefined) throw new Error(`${id} has no health to wait for`);
  const giveUp = performance.now() + health.patienceMs;
  while (performance.now() < giveUp) {
    const seen = process.output();
    const { code } = await runProcess(health.command, { cwd: '/', environment });
    if (code === 0) return;
    const next = performance.now() + health.intervalMs;
    while (process.output() === seen && !process.hasEnded() && performance.now() < next) await wait(pollMs);
    if (process.hasEnded()) throw new Error(`${id} ended:\n${process.output()}`);
  }
  throw new Error(`${id} is not healthy:\n${process.output()}`);
}

/** `5s`, `200ms` or `2m` in ms. */
function spanMs(span = '30s'): number {
  const [, count, unit] = /^(\d+)(ms|s|m)$/.exec(span) ?? [];
  return Number(count) * { ms: 1, s: 1_000, m: 60_000 }[unit as 'ms' | 's' | 'm'];
}

export async function untilDone({ id, process }: Container): Promise<void> {
  const code = await process?.ended;
  if (code !== 0) throw new Error(`${id} ended with ${code}:\n${process?.output()}`);
}

export async function untilStopped(process: LocalProcess | undefined): Promise<number> {
  if (process === undefined) return 0;
  const timer = setTimeout(() => process.child.kill('SIGKILL'), stopMs);
  const code = await process.ended;
  clearTimeout(timer);
  return code;
}
