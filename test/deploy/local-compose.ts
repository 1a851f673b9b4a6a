import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ComposeFile, type Condition, placeOf, type Service } from './compose-file.js';
import { type Image, inImage } from './image.js';
import { type Container, prepareContainer, untilDone, untilHealthy, untilStopped } from './local-container.js';
import { createLocalDatabase, databaseOf, type LocalDatabase } from './local-databases.js';
import { allocatePorts } from './local-ports.js';
import { runProcess, startProcess } from './local-process.js';

export interface LocalComposeSetting {
  readonly file: ComposeFile;
  /** Folder that the paths of the compose file are relative to. */
  readonly root: string;
  /** Folder of this deployment: volumes, secrets and one root folder a container. */
  readonly folder: string;
  readonly image: Image;
  /** Where the image is laid out. */
  readonly imageFolder: string;
  /** Folder with the secrets' files. */
  readonly secretsFolder: string;
}

/** A compose file's services as processes of this machine. */
export interface LocalCompose {
  /** `docker compose up --wait`: in the order of dependencies, until every service is healthy. */
  up(): Promise<void>;
  /** URLs of a service's replicas, at the port that it listens at in its containers. */
  urls(service: string): readonly string[];
  /** `docker compose exec SERVICE plumbline …` */
  execute(service: string, args: readonly string[]): Promise<{ readonly code: number; readonly output: string }>;
  /** `docker compose kill SERVICE` */
  kill(service: string): Promise<void>;
  /** `docker compose up SERVICE --wait` */
  start(service: string): Promise<void>;
  /** What the replicas of a service printed last. */
  logs(service: string): string;
  /** Asks every replica to stop, as `docker compose down` does, and answers the exit code of each. */
  down(): Promise<Readonly<Record<string, number>>>;
}

export async function openLocalCompose(setting: LocalComposeSetting): Promise<LocalCompose> {
  const { file, image, imageFolder, secretsFolder } = setting;
  const names = Object.keys(file.services).filter((name) => file.services[name]?.profiles === undefined);
  const databases = new Map<string, LocalDatabase>();
  const containers = new Map<string, readonly Container[]>();
  const serviceOf = (name: string): Service => {
    const service = file.services[name];
    if (service === undefined) throw new Error(`no service ${name}`);
    return service;
  };
  const configOf = (source: string) => readFileSync(resolve(setting.root, file.configs[source]?.file ?? ''), 'utf8');
  const addresses = await allocatePorts(file, configOf);

  const containersOf = (name: string): readonly Container[] => {
    const known = containers.get(name);
    if (known !== undefined) return known;
    const replicas = serviceOf(name).deploy?.replicas ?? 1;
    const made = Array.from({ length: replicas }, (_, replica) =>
      prepareContainer(name, replica, serviceOf(name), {
        ...setting,
        addresses,
        databases,
        configOf,
      }),
    );
    containers.set(name, made);
    return made;
  };

  const launch = async (name: string): Promise<void> => {
    const service = serviceOf(name);
    const kind = databaseOf(service);
    if (kind !== undefined) {
      const scripts = (service.configs ?? []).map((grant) => configOf(placeOf(grant, '/').source));
      databases.set(name, await createLocalDatabase(name, kind, { service, scripts, secretsFolder }));
      return;
    }
    for (const container of containersOf(name)) {
      container.process = startProcess(container.command, { cwd: imageFolder, environment: container.environment });
    }
  };

  const started = new Map<string, Promise<void>>();
  const outcomes = new Map<string, Promise<unknown>>();
  const start = (name: string): Promise<void> => {
    const known = started.get(name);
    if (known !== undefined) return known;
    const needs = Object.entries(serviceOf(name).depends_on ?? {});
    const begun = Promise.all(needs.map(([other, { condition }]) => meet(other, condition))).then(() => launch(name));
    started.set(name, begun);
    return begun;
  };
  const meet = async (name: string, condition: Condition): Promise<void> => {
    await start(name);
    if (condition === 'service_started') return;
    const outcome =
      outcomes.get(name) ??
      Promise.all((containers.get(name) ?? []).map(condition === 'service_healthy' ? untilHealthy : untilDone));
    outcomes.set(name, outcome);
    await outcome;
  };

  return {
    async up() {
      // Databases first: the accounts that they are given stand in the others' configurations.
      await Promise.all(names.filter((name) => databaseOf(serviceOf(name)) !== undefined).map(start));
      await Promise.all(names.map((name) => meet(name, isJob(serviceOf(name)) ? untilJobEnds : 'service_healthy')));
    },
    urls: (name) =>
      containersOf(name).map((_, replica) => {
        const [, port] = [...addresses].find(([key]) => key.startsWith(`${name}/${replica}/`)) ?? [];
        return `http://127.0.0.1:${port}`;
      }),
    logs: (name) =>
      containersOf(name)
        .map(({ process }) => process?.output() ?? '')
        .join('\n'),
    async execute(name, args) {
      const [container] = containersOf(name);
      if (container === undefined) throw new Error(`${name} has no container`);
      const command = [...image.entrypoint.map((word) => inImage(word, imageFolder)), ...args];
      return runProcess(command, { cwd: imageFolder, environment: container.environment });
    },
    async kill(name) {
      for (const { process } of containersOf(name)) {
        process?.child.kill('SIGKILL');
        await process?.ended;
      }
      started.delete(name);
      outcomes.delete(name);
    },
    start: (name) => meet(name, 'service_healthy'),
    async down() {
      const running = [...containers.values()].flat();
      for (const { process } of running) process?.child.kill('SIGTERM');
      const codes = await Promise.all(
        running.map(async ({ id, process }) => [id, await untilStopped(process)] as const),
      );
      for (const database of databases.values()) await database.drop();
      containers.clear();
      databases.clear();
      return Object.fromEntries(codes);
    },
  };
}

const untilJobEnds = 'service_completed_successfully';
const isJob = ({ restart }: Service) => restart?.startsWith('on-failure') === true;
