import { existsSync } from 'node:fs';
import { PlumblineError } from '../schema/errors.js';
import { countryIn } from './country-files.js';
import { type AdministrativeSystem, openAdministrativeSystem } from './systems/administrative/drop-folder.js';
import { openScanFeed, type ScanFeed } from './systems/corrections/devices.js';
import { openCorrectionsSystem } from './systems/corrections/record.js';
import { type DropFolder, openDropFolder } from './systems/drop-folder.js';
import { type EnforcementSystem, openEnforcementSystem } from './systems/enforcement/server.js';
import { openJudgmentsSystem } from './systems/judgments/record.js';
import { openPoliceSystem, type PoliceSystem } from './systems/police/server.js';
import { openProcurementCentre, type ProcurementCentre } from './systems/procurement/centre.js';
import { openSocialSecuritySystem, type SocialSecuritySystem } from './systems/social-security/server.js';
import { type FileSystemSwitch, openFileSwitch } from './systems/sql/maintenance.js';

export interface CountryOptions {
  readonly dataDir: string;
  /** Ports on loopback; 0 or none takes a free one. */
  readonly ports?: {
    readonly police?: number;
    readonly enforcement?: number;
    readonly devices?: number;
    readonly 'social-security'?: number;
  };
  readonly enforcement?: { readonly tokenSeconds?: number; readonly callsPerSecond?: number };
  readonly 'social-security'?: { readonly callsPerSecond: number };
  /** Epoch milliseconds: the clock of tokens, quotas and signatures. */
  readonly now?: () => number;
}

/** What an adapter must be told to reach each system. */
export interface CountryConnection {
  /** A libSQL file. */
  readonly judgments: { readonly file: string };
  /** A libSQL file. */
  readonly corrections: { readonly file: string };
  /** The scan feed of the corrections system's devices. */
  readonly devices: { readonly url: string; readonly apiKey: string };
  readonly police: {
    readonly url: string;
    readonly wsdl: string;
    readonly callerId: string;
    readonly password: string;
  };
  readonly enforcement: {
    readonly url: string;
    readonly appKey: string;
    readonly appSecret: string;
    readonly callsPerSecond: number;
  };
  readonly administrative: { readonly inbox: string };
  /** libSQL files. */
  readonly subsidies: { readonly file: string };
  readonly bribery: { readonly file: string };
  readonly licences: { readonly file: string };
  readonly 'social-security': {
    readonly url: string;
    readonly appId: string;
    readonly appSecret: string;
    readonly callsPerSecond: number;
  };
  readonly deaths: { readonly inbox: string };
  /** What the centre signs its pushes with. */
  readonly procurement: { readonly secret: string };
}

/** The agencies' systems, running. */
export interface Country {
  readonly systems: {
    readonly judgments: FileSystemSwitch;
    readonly corrections: FileSystemSwitch;
    readonly devices: ScanFeed;
    readonly police: PoliceSystem;
    readonly enforcement: EnforcementSystem;
    readonly administrative: AdministrativeSystem;
    readonly subsidies: FileSystemSwitch;
    readonly bribery: FileSystemSwitch;
    readonly licences: FileSystemSwitch;
    readonly 'social-security': SocialSecuritySystem;
    readonly deaths: DropFolder;
    readonly procurement: ProcurementCentre;
  };
  readonly connection: CountryConnection;
  close(): Promise<void>;
}

/** Credentials that the demo's agencies gave to the hub; they open nothing else. */
const credentials = {
  devices: { apiKey: 'demo-devices-key' },
  police: { callerId: 'PLUMBLINE', password: 'demo-police-password' },
  enforcement: { appKey: 'plumbline', appSecret: 'demo-enforcement-secret' },
  'social-security': { appId: 'plumbline', appSecret: 'demo-social-security-secret' },
  procurement: { secret: 'demo-procurement-secret-of-the-centre' },
} as const;

/** What the sharing platform takes. */
const socialSecurityDefaults = { callsPerSecond: 50 } as const;

const enforcementDefaults = { tokenSeconds: 7200, callsPerSecond: 20 } as const;

/** Starts the systems of a seeded country. Rejects with `CONFIG_INVALID` when the folder was not seeded. */
export async function openCountry(options: CountryOptions): Promise<Country> {
  const files = countryIn(options.dataDir);
  if (!existsSync(files.marker)) throw new PlumblineError('CONFIG_INVALID', 'The data folder holds no seeded country');
  const limits = { ...enforcementDefaults, ...options.enforcement };
  const sharing = { ...credentials['social-security'], ...socialSecurityDefaults, ...options['social-security'] };
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const system of opened) await system.close();
  };
  const kept = <T extends { close(): Promise<void> }>(system: T): T => {
    opened.unshift(system);
    return system;
  };
  try {
    const judgments = kept(openJudgmentsSystem(files.judgments));
    const corrections = kept(openCorrectionsSystem(files.corrections));
    const devices = kept(
      await openScanFeed({ file: files.devices, port: options.ports?.devices ?? 0, ...credentials.devices }),
    );
    const police = kept(
      await openPoliceSystem({ file: files.police, port: options.ports?.police ?? 0, ...credentials.police }),
    );
    const enforcement = kept(
      await openEnforcementSystem({
        file: files.enforcement,
        port: options.ports?.enforcement ?? 0,
        ...credentials.enforcement,
        ...limits,
        now: options.now ?? Date.now,
      }),
    );
    const administrative = kept(await openAdministrativeSystem({ dir: files.administrative }));
    const subsidies = kept(openFileSwitch(files.subsidies));
    const bribery = kept(openFileSwitch(files.bribery));
    const licences = kept(openFileSwitch(files.licences));
    const socialSecurity = kept(
      await openSocialSecuritySystem({
        file: files['social-security'],
        port: options.ports?.['social-security'] ?? 0,
        ...sharing,
        now: options.now ?? Date.now,
      }),
    );
    const deaths = kept(await openDropFolder(files.deaths));
    const procurement = kept(
      await openProcurementCentre({
        file: files.procurement,
        ...credentials.procurement,
        now: options.now ?? Date.now,
      }),
    );
    const registers = { subsidies, bribery, licences, 'social-security': socialSecurity, deaths, procurement };
    return {
      systems: { judgments, corrections, devices, police, enforcement, administrative, ...registers },
      connection: {
        judgments: { file: files.judgments },
        corrections: { file: files.corrections },
        devices: { url: devices.url, ...credentials.devices },
        police: { url: police.url, wsdl: police.wsdl, ...credentials.police },
        enforcement: {
          url: enforcement.url,
          ...credentials.enforcement,
          callsPerSecond: limits.callsPerSecond,
        },
        administrative: { inbox: administrative.inbox },
        subsidies: { file: files.subsidies },
        bribery: { file: files.bribery },
        licences: { file: files.licences },
        'social-security': { url: socialSecurity.url, ...sharing },
        deaths: { inbox: deaths.inbox },
        procurement: credentials.procurement,
      },
      close,
    };
  } catch (cause) {
    // A taken port must not leave the systems before it listening.
    await close();
    throw cause;
  }
}
