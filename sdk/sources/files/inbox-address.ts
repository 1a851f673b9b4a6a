import { PlumblineError } from '../../../schema/errors.js';
import type { DeliveryLimits } from './delivery.js';
import { folderInbox } from './folder-inbox.js';
import type { Inbox } from './inbox.js';
import type { SftpAccess, SftpAddress } from './sftp-access.js';
import { sftpInbox } from './sftp-inbox.js';

const fingerprint = /^(SHA256:)?[A-Za-z0-9+/]{43}=?$/;

/** The inbox at an address. Throws `ADAPTER_INVALID` when it is no address, or its server would not be known for sure. */
export function openInbox(
  adapter: string,
  address: string,
  access: SftpAccess | undefined,
  { fileBytes }: DeliveryLimits,
): Inbox {
  // A kit that puts a folder of its own in the place of a server leaves the access to it aside.
  if (!address.startsWith('sftp:')) return folderInbox(address);
  const refuse = (what: string) => new PlumblineError('ADAPTER_INVALID', `${adapter} reads an SFTP inbox ${what}`);
  if (access === undefined) throw refuse('and has no `sftp` settings: give hostKey and login');
  if (!fingerprint.test(access.hostKey)) throw refuse('whose hostKey is no SHA-256 fingerprint (ssh-keygen -lf)');
  const parsed = addressOf(address);
  if (parsed === null) throw refuse('whose address is not sftp://user@host:port/path without a password');
  return sftpInbox(parsed, access, fileBytes);
}

function addressOf(text: string): SftpAddress | null {
  if (!URL.canParse(text)) return null;
  const { hostname, port, username, password, pathname, search, hash } = new URL(text);
  if (username === '' || hostname === '' || password + search + hash !== '') return null;
  const [user, path] = [decoded(username), decoded(pathname)];
  if (user === null || path === null) return null;
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 22),
    user,
    path: path.replace(/\/+$/, '') || '/',
  };
}

/** Null where a % encodes nothing. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
