import { readFileSync } from 'node:fs';
import { PlumblineError } from '../schema/errors.js';

/** What the hub takes from its environment; the only file that reads it. */
export interface Environment {
  readonly port: number;
  readonly host: string;
  /** Folder of the embedded form: store, keys and the demo's systems. */
  readonly dataFolder: string;
  /** Configuration file of the served forms. */
  readonly configFile: string;
  readonly logLevel: string;
  /** Values that the configuration file may name as `${env:NAME}`. */
  readonly variable: (name: string) => string | undefined;
}

export function readEnvironment(variables: Readonly<Record<string, string | undefined>> = process.env): Environment {
  return {
    port: portOf(variables.PORT),
    host: variables.PLUMBLINE_HOST ?? '127.0.0.1',
    dataFolder: variables.PLUMBLINE_DATA ?? '.data',
    configFile: variables.PLUMBLINE_CONFIG ?? 'plumbline.yaml',
    logLevel: variables.PLUMBLINE_LOG ?? 'warn',
    variable: (name) => variables[name],
  };
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? '4000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new PlumblineError('CONFIG_INVALID', 'PORT must be a whole number between 0 and 65535');
  return port;
}

/**
 * Puts values in for `${env:NAME}` and `${file:PATH}`, so that secrets stay out of the configuration file.
 * Rejects with `CONFIG_INVALID`, naming what is missing and never a value.
 */
export function interpolate(value: unknown, variable: Environment['variable']): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\{(env|file):([^}]+)\}/g, (_, kind, name) => fill(kind, name, variable));
  if (Array.isArray(value)) return value.map((each) => interpolate(each, variable));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, interpolate(each, variable)]));
}

function fill(kind: string, name: string, variable: Environment['variable']): string {
  if (kind === 'env') {
    const found = variable(name);
    if (found === undefined) throw new PlumblineError('CONFIG_INVALID', `environment variable ${name} is not set`);
    return found;
  }
  try {
    return readFileSync(name, 'utf8').trim();
  } catch (cause) {
    throw new PlumblineError('CONFIG_INVALID', `file ${name}, named by the configuration, cannot be read`, { cause });
  }
}
