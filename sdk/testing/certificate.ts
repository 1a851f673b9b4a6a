import { createHash } from 'node:crypto';
import { CompactSign, compactVerify, createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK } from 'jose';
import { z } from 'zod';
import { PlumblineError } from '../../schema/errors.js';
import { canonicalJson } from './canonical-json.js';
import { isCertifiable, type Report } from './report.js';

const type = 'plumbline-adapter-certificate+jws';
const algorithm = 'EdDSA';

/** What a certificate says. Records, secrets and durations are not in it. */
export interface Certificate {
  readonly adapter: string;
  readonly agency: string;
  readonly kinds: readonly string[];
  readonly entities: readonly string[];
  readonly against: 'GOLDEN' | 'SYSTEM';
  readonly systems: readonly string[];
  readonly version: string;
  readonly issued: string;
  /** `sha256:<hex>` of the adapter's files: another file, another adapter. */
  readonly files: string;
  /** `sha256:<hex>` of the report in canonical JSON. */
  readonly report: string;
  readonly passed: readonly string[];
  readonly skipped: readonly { readonly check: string; readonly reason: string }[];
}

/** Digest of an adapter's files: names and bytes, in order of their names. */
export function digestOfFiles(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    hash.update(`${Buffer.byteLength(name)}:${name}:${bytes.length}:`).update(bytes);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** `sha256:<hex>` of a report in canonical JSON: a certificate says which report it was given for. */
export function digestOfReport(report: Report): string {
  return `sha256:${createHash('sha256').update(canonicalJson(report)).digest('hex')}`;
}

/**
 * Signs what a report found: a compact JWS (RFC 7515, EdDSA). Rejects with `ADAPTER_INVALID` for a report with a failure: such an
 * adapter has no certificate; and with `CONFIG_INVALID` for a key that is none.
 */
export async function signCertificate(report: Report, files: string, key: JWK): Promise<string> {
  if (!isCertifiable(report)) {
    const { failed, passed } = report.figures;
    const why = failed > 0 ? `${failed} checks failed` : `${passed} checks were passed`;
    throw new PlumblineError('ADAPTER_INVALID', `${report.adapter} is not certified: ${why}`);
  }
  const signing = await importJWK(key, algorithm).catch((cause: unknown) => {
    throw new PlumblineError('CONFIG_INVALID', 'The key for certificates is no Ed25519 key (JWK)', { cause });
  });
  return new CompactSign(new TextEncoder().encode(canonicalJson(certificateOf(report, files))))
    .setProtectedHeader({ alg: algorithm, typ: type, ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .sign(signing);
}

function certificateOf(report: Report, files: string): Certificate {
  const { adapter, agency, kinds, entities, against, version, finished, checks, figures } = report;
  const name = ({ id, entity }: (typeof checks)[number]) => (entity === null ? id : `${entity} ${id}`);
  return {
    adapter,
    agency,
    kinds,
    entities,
    against,
    systems: figures.systems,
    version,
    issued: finished,
    files,
    report: digestOfReport(report),
    passed: checks.filter(({ status }) => status === 'PASSED').map(name),
    skipped: checks.flatMap((check) =>
      check.status === 'SKIPPED' ? [{ check: name(check), reason: check.reason ?? '' }] : [],
    ),
  };
}

const shape = z.object({
  adapter: z.string(),
  agency: z.string(),
  kinds: z.array(z.string()),
  entities: z.array(z.string()),
  against: z.enum(['GOLDEN', 'SYSTEM']),
  systems: z.array(z.string()),
  version: z.string(),
  issued: z.string(),
  files: z.string(),
  report: z.string(),
  passed: z.array(z.string()),
  skipped: z.array(z.object({ check: z.string(), reason: z.string() })),
});

/** Reads a certificate. Rejects with `ADAPTER_INVALID` when no key of the set signed it, or when it was changed since. */
export async function verifyCertificate(jws: string, publicKeys: JSONWebKeySet): Promise<Certificate> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws.trim(), createLocalJWKSet(publicKeys), {
      algorithms: [algorithm],
    });
    // Whatever else the key signs is no certificate (RFC 8725, 3.11).
    if (protectedHeader.typ !== type) throw new TypeError('another type of JWS');
    return shape.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch (cause) {
    throw new PlumblineError(
      'ADAPTER_INVALID',
      'The certificate was not signed with a key of the set, or was changed',
      {
        cause,
      },
    );
  }
}
