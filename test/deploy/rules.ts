import { type ComposeFile, isOfHost, mountOf, placeOf, type Service } from './compose-file.js';

/** What this deployment promises beyond the specification: each rule answers what breaks it. */
export type Rule = (file: ComposeFile) => readonly string[];

type Verdict = string | undefined;

const each =
  (judge: (service: Service, name: string, file: ComposeFile) => Verdict | readonly Verdict[]): Rule =>
  (file) =>
    Object.entries(file.services).flatMap(([name, service]) =>
      [judge(service, name, file)]
        .flat()
        .filter((verdict) => verdict !== undefined)
        .map((verdict) => `${name}: ${verdict}`),
    );

/** Services that end by themselves. */
const isJob = (service: Service) => service.restart?.startsWith('on-failure') === true;

const subgraphs = ['identity', 'judgments', 'police', 'enforcement', 'corrections', 'administrative', 'registers'];

/** Who may reach whom. A subgraph reaches the agency systems that its adapters read. */
const reach: Readonly<Record<string, readonly string[]>> = {
  gateway: ['store', 'issuer', 'redis', ...subgraphs],
  // Asks the subgraphs in the gateway's networks, and meets it there.
  worker: ['store', 'redis', 'gateway', ...subgraphs],
  identity: ['store', 'agency-police', 'agency-corrections'],
  judgments: ['store', 'agency-judgments'],
  police: ['store', 'agency-police'],
  enforcement: ['store', 'agency-enforcement'],
  corrections: ['store', 'agency-corrections', 'agency-devices'],
  administrative: ['store'],
  registers: ['store', 'agency-subsidies', 'agency-social-security'],
  // The one that is not asked, but pushes.
  'agency-procurement': ['registers'],
  upgrade: ['store'],
  // The seeding plays the agencies' own clerks: it meets who else reads their databases.
  seed: [
    'store',
    ...['agency-judgments', 'agency-corrections', 'agency-subsidies'],
    'judgments',
    'corrections',
    'registers',
  ],
};

/** Whether two services may speak with each other at all. */
function mayMeet(one: string, other: string): boolean {
  return reach[one]?.includes(other) === true || reach[other]?.includes(one) === true;
}

export const rules = {
  'every image has a fixed version': each(({ image }) => {
    const tag = /:([^/:]+)$/.exec(image)?.[1];
    if (tag === undefined) return `image ${image} has no tag`;
    return /^\d+\.\d+\.\d+/.test(tag) || /^\d+\.\d+-/.test(tag) || /^\d+\.\d+$/.test(tag)
      ? undefined
      : `image ${image} has no fixed version`;
  }),

  'every service runs as a user that is not root': each(({ user }) =>
    /^[1-9]\d*:[1-9]\d*$/.test(user ?? '') ? undefined : `user is ${user ?? 'that of the image'}`,
  ),

  'every file system is read-only, with memory where something must be written': each((service) => [
    service.read_only === true ? undefined : 'the root file system can be written',
    service.tmpfs?.some((place) => place.startsWith('/tmp:')) ? undefined : 'there is no /tmp in memory',
    service.tmpfs?.every((place) => /size=\d+m/.test(place)) ? undefined : 'a file system in memory has no size',
  ]),

  'no service holds or gains a privilege': each((service) => [
    service.cap_drop?.includes('ALL') ? undefined : 'capabilities are not dropped',
    service.cap_add === undefined ? undefined : `capabilities ${service.cap_add.join()} are added`,
    service.security_opt?.includes('no-new-privileges:true') ? undefined : 'privileges may be gained',
    service.privileged ? 'is privileged' : undefined,
    service.network_mode === undefined && service.pid === undefined ? undefined : 'shares a namespace of the host',
  ]),

  'every service has a health check, but the one that ends by itself': each((service) => {
    if (isJob(service)) return service.healthcheck?.disable ? undefined : 'a job has no health to check';
    const { test, interval, timeout, start_period, retries } = service.healthcheck ?? {};
    if (test?.[0] !== 'CMD') return 'the health check is no command of its own';
    const isTimed = [interval, timeout, start_period].every((span) => /^\d+(ms|s|m)$/.test(span ?? ''));
    return isTimed && retries ? undefined : 'the health check has no interval, time-out, start or retries';
  }),

  'every service has limits of processor, memory and processes': each(({ deploy }) => {
    const { cpus, memory, pids } = deploy?.resources?.limits ?? {};
    return cpus && memory && pids ? undefined : 'a limit is missing';
  }),

  'every service that serves comes back after a crash': each((service) =>
    isJob(service) || service.restart === 'unless-stopped' ? undefined : `restart is ${service.restart}`,
  ),

  'dependencies name services, and a condition that these can meet': each((service, _name, { services }) =>
    Object.entries(service.depends_on ?? {}).map(([other, { condition }]) => {
      const needed = services[other];
      if (needed === undefined) return `depends on ${other}, which is not there`;
      if (condition === 'service_healthy' && !needed.healthcheck?.test) return `${other} has no health to wait for`;
      if (condition === 'service_completed_successfully' && !isJob(needed)) return `${other} never ends`;
      return undefined;
    }),
  ),

  'no service waits for itself': ({ services }) => {
    const waitsFor = (name: string, seen: readonly string[]): readonly string[] =>
      seen.includes(name)
        ? [`${[...seen, name].join(' waits for ')}`]
        : Object.keys(services[name]?.depends_on ?? {}).flatMap((next) => waitsFor(next, [...seen, name]));
    return [...new Set(Object.keys(services).flatMap((name) => waitsFor(name, [])))];
  },

  'secrets come from files, and none stands in an environment or a command': ({ services, secrets, configs }) => [
    ...Object.entries(secrets)
      .filter(([name, { file }]) => file !== `./deploy/secrets/${name}`)
      .map(([name]) => `secret ${name} comes from elsewhere`),
    ...each(({ environment = {}, command = [] }) => [
      ...Object.entries(environment)
        .filter(([name, value]) => /PASSWORD|SECRET|TOKEN|KEY/.test(name) && !String(value).startsWith('/run/secrets/'))
        .map(([name]) => `${name} holds a secret`),
      ...command
        .filter((word) => /:\/\/[^/]*:[^$@/][^@/]*@/.test(word))
        .map(() => 'a URL of the command holds a password'),
    ])({ services } as ComposeFile),
    ...Object.entries(configs)
      .filter(([, { file }]) => !/^\.\/deploy\/(plumbline\.[a-z-]+\.yaml|store-accounts\.sh)$/.test(file))
      .map(([name]) => `configuration ${name} comes from elsewhere`),
  ],

  'what a service is given is declared, and what is declared is used': ({ services, ...declared }) => {
    const used = { networks: new Set<string>(), volumes: new Set(), configs: new Set(), secrets: new Set() };
    for (const service of Object.values(services)) {
      for (const network of service.networks ?? []) used.networks.add(network);
      const mounts = (service.volumes ?? []).map(mountOf);
      for (const mount of mounts) if (!isOfHost(mount)) used.volumes.add(mount.source);
      for (const grant of service.configs ?? []) used.configs.add(placeOf(grant, '').source);
      for (const grant of service.secrets ?? []) used.secrets.add(placeOf(grant, '').source);
    }
    return (['networks', 'volumes', 'configs', 'secrets'] as const).flatMap((kind) => {
      const known = new Set(Object.keys(declared[kind]));
      return [
        ...[...used[kind]].filter((name) => !known.has(String(name))).map((name) => `${kind}: ${name} is not declared`),
        ...[...known].filter((name) => !used[kind].has(name)).map((name) => `${kind}: nobody uses ${name}`),
      ];
    });
  },

  'of the host the policies are mounted, to be read, and nothing else': each(({ volumes = [] }) =>
    volumes.map((volume) =>
      /^[a-z][a-z-]*:\//.test(volume) || volume === './policies:/etc/plumbline/policies:ro'
        ? undefined
        : `mounts ${volume}`,
    ),
  ),

  'the store takes its owner for an upgrade alone, and everybody else by the daily account': each(
    ({ command = [], secrets = [] }, name) => {
      const isOwner = command.some((word) => word.includes('plumbline_owner:'));
      const holds = secrets.map((grant) => placeOf(grant, '').source);
      return [
        isOwner === (name === 'upgrade') ? undefined : `${isOwner ? 'comes' : 'does not come'} as the owner`,
        holds.includes('store-owner.password') && !['upgrade', 'store'].includes(name)
          ? 'holds the password of the owner'
          : undefined,
      ];
    },
  ),

  'nothing opens the store before an upgrade is done': each(({ secrets = [], depends_on = {} }, name) => {
    const opens = name !== 'store' && secrets.some((grant) => placeOf(grant, '').source === 'store.password');
    const waits = depends_on.upgrade?.condition === 'service_completed_successfully';
    return opens && !waits ? 'does not wait for the upgrade' : undefined;
  }),

  'only the seeding writes what simulated agencies serve': each(({ volumes = [], image }, name) =>
    volumes
      .map(mountOf)
      .filter(
        ({ source, mode }) =>
          !['seeded', 'checkpoints'].includes(source) &&
          mode !== 'ro' &&
          name !== 'seed' &&
          image.startsWith('plumbline:'),
      )
      .map(({ source }) => `may write to ${source}`),
  ),

  'ports are published by the gateway alone, on loopback, one for each replica': each(
    ({ ports = [], deploy }, name) => {
      if (name !== 'gateway') return ports.length === 0 ? undefined : 'publishes a port';
      const [, first, last] = /^127\.0\.0\.1:(\d+)-(\d+):4000$/.exec(ports.join()) ?? [];
      const published = Number(last) - Number(first) + 1;
      const replicas = deploy?.replicas ?? 1;
      return replicas >= 2 && published === replicas ? undefined : `${replicas} replicas publish ${ports.join()}`;
    },
  ),

  'every network but that of callers is closed to the outside': ({ networks }) =>
    Object.entries(networks)
      .filter(([name, { internal }]) => (name === 'callers') === (internal === true))
      .map(([name]) => `network ${name} has the wrong side open`),

  'callers meet the gateway, the gateway subgraphs, and a subgraph the agencies that it reads': ({ services }) => {
    const names = Object.keys(services);
    const shared = (one: string, other: string) =>
      (services[one]?.networks ?? []).filter((network) => services[other]?.networks?.includes(network));
    const strangers = names.flatMap((one, index) =>
      names
        .slice(index + 1)
        .filter((other) => shared(one, other).length > 0 && !mayMeet(one, other))
        .map((other) => `${one} and ${other} meet in ${shared(one, other).join()}`),
    );
    const apart = Object.entries(reach).flatMap(([name, systems]) =>
      systems.filter((system) => shared(name, system).length === 0).map((system) => `${name} cannot reach ${system}`),
    );
    const exposed = names.filter((name) => name !== 'gateway' && services[name]?.networks?.includes('callers'));
    return [...strangers, ...apart, ...exposed.map((name) => `${name} meets callers`)];
  },

  'each subgraph is a service of its own': ({ services }) =>
    subgraphs
      .filter((name) => services[name]?.command?.join(' ') !== `serve subgraph ${name}`)
      .map((name) => `${name} does not serve its subgraph`),

  'every agency has its system': ({ services }) =>
    [
      ...['judgments', 'corrections', 'devices', 'police', 'enforcement'],
      ...['subsidies', 'social-security', 'procurement'],
    ]
      .filter((name) => services[`agency-${name}`] === undefined)
      .map((name) => `no agency-${name}`),
} as const satisfies Readonly<Record<string, Rule>>;
