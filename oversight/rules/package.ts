import { createHash } from 'node:crypto';
import { createLocalJWKSet, FlattenedSign, flattenedVerify, importJWK, type JSONWebKeySet, type JWK } from 'jose';
import { z } from 'zod';
import { PlumblineError } from '../../schema/errors.js';
import type { RuleTexts } from './load.js';

const word = z.string().min(1);

/** A package of rules: what it is, and the texts of each rule. */
const packageShape = z.strictObject({
  format: z.literal('plumbline-rules/1'),
  name: word,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  publisher: word,
  /** SPDX identifier. */
  licence: word,
  /** ISO 8601. */
  madeAt: word,
  rules: z
    .array(
      z.strictObject({
        // It becomes the name of a folder.
        folder: z.string().regex(/^[A-Z]{2,4}-\d{2,3}$/),
        version: word,
        /** SHA-256 of the three texts, base64url. */
        digest: word,
        rule: z.string(),
        query: z.string(),
        cases: z.string(),
      }),
    )
    .min(1),
});
export type RulePackage = z.infer<typeof packageShape>;

/** What a publisher says of a package. */
export type PackageFacts = Pick<RulePackage, 'name' | 'version' | 'publisher' | 'licence' | 'madeAt'>;

const signed = z.strictObject({ payload: word, protected: word, signature: word });

/** How the signature names what it is of: a key that signs certificates too makes none of them a package. */
const type = 'plumbline-rules+jws';

export function digestOf({ rule, query, cases }: Omit<RuleTexts, 'folder'>): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, query, cases]))
    .digest('base64url');
}

/**
 * Packs rules and signs them (JWS, RFC 7515; Ed25519).
 * @param rules texts, each with its version
 * @param key private JWK with a `kid`
 */
export async function packRules(
  facts: PackageFacts,
  rules: readonly (RuleTexts & { readonly version: string })[],
  key: JWK,
): Promise<string> {
  const content: RulePackage = {
    format: 'plumbline-rules/1',
    ...facts,
    rules: rules.map((each) => ({ ...each, digest: digestOf(each) })),
  };
  const payload = new TextEncoder().encode(JSON.stringify(content));
  const jws = await new FlattenedSign(payload)
    .setProtectedHeader({ alg: 'EdDSA', typ: type, ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .sign(await importJWK(key, 'EdDSA'));
  return `${JSON.stringify(jws)}\n`;
}

/**
 * Opens a package whose signature one of the keys made. Rejects with `RULE_INVALID` for what is no package, is signed by nobody
 * trusted, or was changed since.
 */
export async function openPackage(text: string, trusted: JSONWebKeySet): Promise<RulePackage> {
  const payload = await verified(signed.safeParse(parsed(text)).data, trusted);
  const read = packageShape.safeParse(parsed(new TextDecoder().decode(payload)));
  if (!read.success)
    throw new PlumblineError('RULE_INVALID', 'The package is signed, and does not hold rules of this form');
  const changed = read.data.rules.find((each) => each.digest !== digestOf(each));
  if (changed) throw new PlumblineError('RULE_INVALID', `${changed.folder} is not what its digest says`);
  return read.data;
}

async function verified(jws: z.infer<typeof signed> | undefined, trusted: JSONWebKeySet): Promise<Uint8Array> {
  if (jws === undefined) throw new PlumblineError('RULE_INVALID', 'This is no package of rules (a JWS in JSON)');
  try {
    const { payload, protectedHeader } = await flattenedVerify(jws, createLocalJWKSet(trusted), {
      algorithms: ['EdDSA'],
    });
    if (protectedHeader?.typ === type) return payload;
  } catch (cause) {
    throw new PlumblineError(
      'RULE_INVALID',
      'The package is not signed by a key that is trusted here, or was changed since: ask its publisher for both anew',
      { cause },
    );
  }
  throw new PlumblineError('RULE_INVALID', 'What is signed is no package of rules');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
