import { createHash, generateKeyPairSync } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { basename, join } from 'node:path';
import ssh2, { type Attributes, type SFTPWrapper } from 'ssh2';

const { Server, utils } = ssh2;
const { OPEN_MODE, STATUS_CODE } = utils.sftp;

/** What a server does wrong, as long as it is set. */
export interface SftpFaults {
  /** Cuts the line after so many bytes of one file. */
  cutAfter?: number;
  /** Answers nothing more. */
  isHanging?: boolean;
}

export interface SftpServer {
  readonly address: string;
  readonly hostKey: string;
  readonly password: string;
  readonly privateKey: string;
  readonly faults: SftpFaults;
  /** Names of the files that were opened. */
  readonly opened: string[];
  close(): Promise<void>;
}

export function makeKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
}

/** A real SFTP server over a folder, on loopback: the user `county`, by password or by key. */
export async function serveSftp(root: string): Promise<SftpServer> {
  const [host, user] = [makeKey(), makeKey()];
  const faults: SftpFaults = {};
  const opened: string[] = [];
  const password = 'made-up';
  const server = new Server({ hostKeys: [host] }, (client) => {
    client.on('error', () => {});
    client.on('authentication', (context) => {
      const isUser = context.username === 'county';
      if (context.method === 'password' && isUser && context.password === password) return context.accept();
      if (context.method === 'publickey' && isUser && context.key.data.equals(publicOf(user))) return context.accept();
      return context.reject(['password', 'publickey']);
    });
    client.on('session', (accept) =>
      accept().on('sftp', (begin) => answer(begin(), root, { faults, opened, cut: () => client.end() })),
    );
  });
  const door = await openDoor(server, faults);
  return {
    address: `sftp://county@127.0.0.1:${door.port}/in`,
    hostKey: `SHA256:${createHash('sha256').update(publicOf(host)).digest('base64').replace(/=$/, '')}`,
    password,
    privateKey: user,
    faults,
    opened,
    close: door.close,
  };
}

function publicOf(key: string): Buffer {
  const parsed = utils.parseKey(key);
  if (parsed instanceof Error) throw parsed;
  return (Array.isArray(parsed) ? parsed[0] : parsed).getPublicSSH();
}

/** A server that hangs is one whose line carries nothing: the door before it holds everything back. */
async function openDoor(server: InstanceType<typeof Server>, faults: SftpFaults) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const behind = (server.address() as AddressInfo).port;
  const sockets = new Set<Socket>();
  const door = createServer((socket) => {
    const on = connect(behind, '127.0.0.1');
    for (const each of [socket, on]) {
      sockets.add(each);
      each.on('error', () => {});
      each.on('close', () => {
        socket.destroy();
        on.destroy();
      });
    }
    socket.on('data', (bytes) => faults.isHanging !== true && on.write(bytes));
    on.on('data', (bytes) => faults.isHanging !== true && socket.write(bytes));
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all([door, server].map((each) => new Promise<void>((resolve) => each.close(() => resolve()))));
  };
  return { port: (door.address() as AddressInfo).port, close };
}

interface Answering {
  readonly faults: SftpFaults;
  readonly opened: string[];
  cut(): void;
}

function answer(sftp: SFTPWrapper, root: string, { faults, opened, cut }: Answering): void {
  const handles = new Map<string, { readonly path: string; isListed: boolean; sent: number }>();
  let count = 0;
  const open = (path: string) => {
    const handle = Buffer.from(String(++count));
    handles.set(handle.toString(), { path, isListed: false, sent: 0 });
    return handle;
  };
  const local = (path: string) => join(root, path);
  const attrsOf = (path: string): Attributes => {
    const { mode, uid, gid, size, atimeMs, mtimeMs } = lstatSync(path);
    return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) };
  };
  const trying = (request: number, work: () => void) => {
    try {
      work();
    } catch {
      sftp.status(request, STATUS_CODE.NO_SUCH_FILE);
    }
  };
  sftp.on('OPENDIR', (request, path) =>
    trying(request, () => {
      lstatSync(local(path));
      sftp.handle(request, open(path));
    }),
  );
  sftp.on('READDIR', (request, handle) => {
    const at = handles.get(handle.toString());
    if (at === undefined || at.isListed) return sftp.status(request, STATUS_CODE.EOF);
    at.isListed = true;
    const names = readdirSync(local(at.path)).map((filename) => ({
      filename,
      longname: filename,
      attrs: attrsOf(join(local(at.path), filename)),
    }));
    return sftp.name(request, names);
  });
  sftp.on('LSTAT', (request, path) => trying(request, () => sftp.attrs(request, attrsOf(local(path)))));
  sftp.on('OPEN', (request, path, flags) => {
    if ((flags & OPEN_MODE.WRITE) !== 0) return sftp.status(request, STATUS_CODE.PERMISSION_DENIED);
    return trying(request, () => {
      lstatSync(local(path));
      opened.push(basename(path));
      sftp.handle(request, open(path));
    });
  });
  sftp.on('READ', (request, handle, offset, length) => {
    const at = handles.get(handle.toString());
    if (at === undefined) return sftp.status(request, STATUS_CODE.FAILURE);
    const bytes = readFileSync(local(at.path)).subarray(offset, offset + length);
    at.sent += bytes.length;
    if (faults.cutAfter !== undefined && at.sent > faults.cutAfter) return cut();
    return bytes.length === 0 ? sftp.status(request, STATUS_CODE.EOF) : sftp.data(request, bytes);
  });
  sftp.on('CLOSE', (request) => sftp.status(request, STATUS_CODE.OK));
}
