import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Condition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

export interface Healthcheck {
  readonly test?: readonly string[];
  readonly disable?: boolean;
  readonly interval?: string;
  readonly timeout?: string;
  readonly start_period?: string;
  readonly retries?: number;
}

/** A configuration file or secret that a service gets: by name, or with the place it is mounted at. */
export type Grant = string | { readonly source: string; readonly target?: string };

/** A service in the forms that this deployment uses; the specification allows more, and the rules refuse it. */
export interface Service {
  /** Where there are any, the service is started on demand. */
  readonly profiles?: readonly string[];
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly configs?: readonly Grant[];
  readonly secrets?: readonly Grant[];
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: Condition }>>;
  readonly healthcheck?: Healthcheck;
  readonly restart?: string;
  readonly user?: string;
  readonly privileged?: boolean;
  readonly network_mode?: string;
  readonly pid?: string;
  readonly read_only?: boolean;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly deploy?: {
    readonly replicas?: number;
    readonly resources?: {
      readonly limits?: { readonly cpus?: string; readonly memory?: string; readonly pids?: number };
    };
  };
}

type Files = Readonly<Record<string, { readonly file: string }>>;

export interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, object>>;
  readonly configs: Files;
  readonly secrets: Files;
}

/** Reads a compose file as Compose does: anchors merged, then variables put in. */
export function readComposeFile(file: string, variables: Readonly<Record<string, string>> = {}): ComposeFile {
  return interpolated(parse(readFileSync(file, 'utf8'), { merge: true }), variables) as ComposeFile;
}

/** `${NAME:-default}` and `$$`: the two forms of the specification's interpolation that are in use. */
function interpolated(value: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\$|\$\{(\w+):-([^}]*)\}/g, (found, name, standard) =>
      found === '$$' ? '$' : variables[name] || standard,
    );
  if (Array.isArray(value)) return value.map((each) => interpolated(each, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, interpolated(each, variables)]));
}

/** Name of what is granted, and where the container finds it. */
export function placeOf(grant: Grant, folder: string): { readonly source: string; readonly target: string } {
  if (typeof grant === 'string') return { source: grant, target: `${folder}/${grant}` };
  const { source, target = source } = grant;
  return { source, target: target.startsWith('/') ? target : `${folder}/${target}` };
}

/** Whether a mount is of a folder of the host: by a path, not by a volume's name. */
export function isOfHost({ source }: { readonly source: string }): boolean {
  return /^[./~]/.test(source);
}

/** `volume:/place` or `volume:/place:ro`. */
export function mountOf(volume: string): { readonly source: string; readonly target: string; readonly mode: string } {
  const [source = '', target = '', mode = 'rw'] = volume.split(':');
  return { source, target, mode };
}
