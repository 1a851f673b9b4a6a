import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, createOfficer, issuer } from './officer.js';

/** The answer to a question. */
export interface Answer {
  readonly data: unknown;
  readonly extensions: { readonly sources?: unknown };
}

/** A hub in a folder of its own, run by the copy of the program that is installed there. */
export interface PackedHub {
  /** Writes its configuration: what every hub says, and these stanzas. */
  configure(stanzas: string): void;
  /** Starts it, and waits until it says where it answers. */
  serve(): Promise<string>;
  /** Asks as an officer of the county's bureau. */
  ask(url: string, query: string): Promise<Answer>;
  stop(): Promise<void>;
}

export async function createPackedHub(folder: string, variables: NodeJS.ProcessEnv): Promise<PackedHub> {
  const officer = await createOfficer({
    agency: '150402-sfj',
    division: '150402',
    role: 'corrections-officer',
    purpose: 'CORRECTION_MANAGEMENT',
  });
  writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys: [officer.publicKey] }));
  let running: ChildProcess | null = null;
  return {
    configure: (stanzas) => {
      const common = `store: { url: 'file:./hub.db' }
secret: \${env:HUB_SECRET}
tokens: { issuer: '${issuer}', jwks: ./jwks.json }
`;
      writeFileSync(join(folder, 'plumbline.yaml'), `${common}${stanzas}\n`);
    },
    serve: () => {
      const child = spawn(process.execPath, ['node_modules/plumbline/dist/cli/main.js', 'serve', 'gateway'], {
        cwd: folder,
        env: variables,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running = child;
      return addressOf(child);
    },
    ask: async (url, query) => (await officer.ask(url, query)) as Answer,
    stop: async () => {
      const child = running;
      running = null;
      if (child === null || child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
