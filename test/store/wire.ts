import { connect, createServer, type Server, type Socket } from 'node:net';

/** A wire to a MySQL server, which a test may cut, clog and listen to. */
export interface Wire {
  readonly url: string;
  /** Command bytes of the protocol with their text, in the order in which they were sent. */
  readonly commands: readonly Command[];
  /** Ends every connection and takes no new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Connections stay open and new ones are taken, and nothing passes: what a server that hangs looks like. */
  clog(): void;
  /** Lets through what waited, and what comes. */
  clear(): void;
  /** Connections that clients hold open. */
  readonly open: number;
}

export interface Command {
  readonly code: number;
  readonly text: string;
}

export const comQuery = 0x03;
export const comPrepare = 0x16;

export async function wireTo(url: string): Promise<Wire> {
  const target = new URL(url);
  const near = new Set<Socket>();
  const far = new Set<Socket>();
  const commands: Command[] = [];
  let server: Server;
  let port = 0;
  let isClogged = false;
  const join = (client: Socket) => {
    const upstream = connect(Number(target.port), target.hostname);
    const listen = listener(commands);
    near.add(client.on('error', () => undefined).on('close', () => near.delete(client)));
    far.add(upstream.on('error', () => undefined).on('close', () => far.delete(upstream)));
    client.on('data', listen);
    client.pipe(upstream).pipe(client);
    if (isClogged) hold(client, upstream);
  };
  const mend = async () => {
    server = createServer(join);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as { port: number }).port;
  };
  await mend();
  const door = new URL(target);
  door.port = String(port);
  return {
    url: door.href,
    commands,
    mend,
    cut: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of [...near, ...far]) socket.destroy();
      await closed;
    },
    clog: () => {
      isClogged = true;
      hold(...near, ...far);
    },
    clear: () => {
      isClogged = false;
      for (const socket of [...near, ...far]) socket.resume();
    },
    get open() {
      return near.size;
    },
  };
}

function hold(...sockets: Socket[]): void {
  for (const socket of sockets) socket.pause();
}

/** Commands begin a packet of sequence 0: three bytes of length, the sequence, the command. */
function listener(commands: Command[]): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 4) {
      const end = 4 + rest.readUIntLE(0, 3);
      if (rest.length < end) return;
      if (rest[3] === 0) commands.push({ code: rest[4] ?? 0, text: rest.toString('utf8', 5, end) });
      rest = rest.subarray(end);
    }
  };
}
