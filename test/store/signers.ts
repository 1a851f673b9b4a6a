import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose';

/** Keys for checkpoints, and a stranger's of the same name. */
export interface Signers {
  readonly privateKey: JWK;
  readonly publicKeys: JSONWebKeySet;
  readonly strangersKey: JWK;
}

export async function createSigners(): Promise<Signers> {
  const [ours, strangers] = [await pairOf('2026'), await pairOf('2026')];
  return { privateKey: ours.secret, publicKeys: { keys: [ours.shown] }, strangersKey: strangers.secret };
}

async function pairOf(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { secret: { ...(await exportJWK(privateKey)), kid }, shown: { ...(await exportJWK(publicKey)), kid } };
}
