import { z } from 'zod';
import { purposes } from '../../../schema/purpose.js';
import { businessLines } from '../../../schema/warrant.js';
import { divisionShape } from '../division-shape.js';
import { isSecret } from './signature.js';

const secretShape = z.string().refine(isSecret, { message: 'is not whsec_ and the base64 of 24 to 64 bytes' });

const accountShape = z
  .object({
    agency: z.string().min(1).describe('Agency code of whose system it is.'),
    organisation: z.string().default('').describe('Unit within the agency.'),
    division: divisionShape.describe('Division (GB/T 2260) of the account.'),
    roles: z.array(z.string().min(1)).min(1).describe('Roles of the account: it is told what they may see.'),
    lines: z.array(z.enum(businessLines)).exactOptional().describe('Business lines of the account.'),
    purpose: z.enum(purposes).describe('What it is told for.'),
  })
  .strict();

/** A system that is told of findings, matters and judgments, in a configuration. */
export const receiverShape = z
  .object({
    id: z
      .string()
      .regex(/^[a-z0-9-]{1,64}$/)
      .describe(
        'Name of the receiver. What it was told is kept under it: one of another name is told everything from the beginning.',
      ),
    url: z.string().describe('Where events are posted to: https, or http on this machine.'),
    plain: z.boolean().default(false).describe('Whether http to another machine will do, in a network that encrypts.'),
    secret: secretShape.describe(
      'Secret that deliveries are signed with (Standard Webhooks): `whsec_…`, from the environment.',
    ),
    formerSecret: secretShape.exactOptional().describe('The secret before it, while the receiver changes over.'),
    account: accountShape.describe(
      'As whom it is told: by the same policies as everybody, and recorded like everybody.',
    ),
    since: z.iso
      .datetime({ offset: true })
      .exactOptional()
      .describe('Instant from which on events are told; by default from the first.'),
    types: z
      .array(z.string().min(1))
      .min(1)
      .exactOptional()
      .describe('Types of events, or their beginnings: `cn.plumbline.matter.`. By default all.'),
    agencyCode: z.string().min(1).exactOptional().describe('Agency that an event is for. By default any.'),
    divisions: z
      .array(divisionShape)
      .min(1)
      .exactOptional()
      .describe('Divisions that an event is for. By default any.'),
    lines: z.array(z.enum(businessLines)).min(1).exactOptional().describe('Business lines of events. By default any.'),
    sealed: z
      .boolean()
      .default(false)
      .describe('Whether it is told of sealed records, too, where its account may see them.'),
  })
  .strict()
  .superRefine(({ url, plain }, context) => {
    const fault = faultOf(url, plain);
    if (fault !== null) context.addIssue({ code: 'custom', path: ['url'], message: fault });
  });

export type ReceiverConfig = z.output<typeof receiverShape>;

const ownMachine: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

function faultOf(text: string, plain: boolean): string | null {
  if (!URL.canParse(text)) return 'is no address';
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return 'holds a name or password: deliveries are signed';
  if (protocol === 'https:') return null;
  if (protocol !== 'http:') return 'is neither https nor http';
  return plain || ownMachine.has(hostname) ? null : 'is not https';
}
