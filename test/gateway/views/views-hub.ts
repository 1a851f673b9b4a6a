import { get, type IncomingMessage } from 'node:http';
import { arrayBuffer } from 'node:stream/consumers';
import { demoPersonNamed } from '../../../demo/people.js';
import type { OpenedHub } from '../../hub/open-hubs.js';

/** An export as it arrived. */
export interface Exported {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly trailers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface ExportAs {
  readonly as: string;
  readonly purpose?: string;
  readonly matter?: string | null;
}

/** Asks for an export the way anybody does: over HTTP, with a token, a purpose and a matter. */
export async function openExportOf(hub: OpenedHub, path: string, as: ExportAs): Promise<IncomingMessage> {
  const headers = await headersOf(hub, as);
  return new Promise((resolve, reject) => {
    get(new URL(path, hub.url), { headers }, resolve).once('error', reject);
  });
}

/** Takes an export whole. */
export async function takeExport(hub: OpenedHub, path: string, as: ExportAs): Promise<Exported> {
  const response = await openExportOf(hub, path, as);
  const body = Buffer.from(await arrayBuffer(response));
  const { statusCode: status = 0, headers, trailers } = response;
  return { status, headers, trailers, body };
}

export async function headersOf(
  hub: Pick<OpenedHub, 'tokenOf'>,
  { as, purpose = 'SUPERVISION', matter = demoPersonNamed(as).matter }: ExportAs,
): Promise<Record<string, string>> {
  return {
    authorization: `Bearer ${await hub.tokenOf(as)}`,
    'x-plumbline-purpose': purpose,
    ...(matter === null ? {} : { 'x-plumbline-matter': encodeURIComponent(matter) }),
  };
}

export interface JsonExport {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly ending: {
    readonly state: string;
    readonly code: string | null;
    readonly rows: number;
    readonly undecided: number;
    readonly sources: Readonly<Record<string, { readonly status: string; readonly asOf: string | null }>>;
  };
}

export const jsonOf = ({ body }: Exported): JsonExport => JSON.parse(body.toString('utf8')) as JsonExport;
