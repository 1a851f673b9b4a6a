import { defineAdapter, files, z } from 'plumbline/sdk';
import { deliveries } from './deliveries.js';
import { deathRecord } from './record.js';

const day = 86_400_000;

const options = z
  .object({
    inbox: z.string().min(1).describe('The drop folder, or sftp://user@host:port/path: <inbox>/<yyyymmdd>/<name>.csv'),
    hostKey: z.string().optional().describe('With sftp://: the server’s key as ssh-keygen -lf shows it, SHA256:…'),
    password: z.string().optional().describe('With sftp://: what the hub logs in with'),
    scanSeconds: z.number().positive().default(60).describe('How often the folder is looked through'),
  })
  .strict()
  .refine(({ inbox, hostKey, password }) => !inbox.startsWith('sftp:') || (hostKey && password), {
    message: 'an sftp:// inbox needs hostKey and password',
  });

/** Deaths as four registers hand them in (卫健、殡葬、民政、公安, domain 6.1): tables and JSON, once a month. */
export const deathsFiles = defineAdapter({
  id: 'deaths-files',
  agency: '死亡信息汇集',
  options,
  secrets: ['password'],
  source: ({ inbox, hostKey, password, scanSeconds }) =>
    files({
      inbox,
      deliveries,
      scanIntervalMs: scanSeconds * 1000,
      ...(hostKey && password ? { sftp: { hostKey, login: { password } } } : {}),
    }),
  entities: [deathRecord],
  // The registers deliver once a month, on the third.
  freshnessMs: 40 * day,
});
