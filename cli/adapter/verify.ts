import { verifyCertificate } from '../../sdk/testing/certificate.js';
import { readPublicKeys } from '../audit-keys.js';
import { counted } from '../counted.js';
import type { Output } from '../output.js';
import { readText } from '../text-file.js';
import { digestOfFolder } from './check.js';

export interface VerifyOptions {
  readonly key: string;
  readonly folder?: string;
}

/** Says what a certificate is worth. Exit code 1 when the adapter's files are not those that were certified. */
export async function verifyCommand(file: string, { key, folder }: VerifyOptions, output: Output): Promise<number> {
  const certificate = await verifyCertificate(readText(file), await readPublicKeys(key));
  const isSame = folder === undefined ? null : digestOfFolder(folder) === certificate.files;
  const { adapter, agency, issued, version, against, passed, skipped } = certificate;
  const lines = [
    `${adapter} of ${agency}: certified ${issued} by plumbline ${version} against ${against === 'GOLDEN' ? 'golden data' : 'its own system'}`,
    `${counted(passed.length, 'check')} passed, ${skipped.length} skipped`,
    ...skipped.map(({ check, reason }) => `  – ${check}: ${reason}`),
    ...(isSame === null ? [] : [isSame ? `${folder} is what was certified` : `${folder} is not what was certified`]),
  ];
  output.data({ certificate, isSame }, lines.join('\n'));
  return isSame === false ? 1 : 0;
}
