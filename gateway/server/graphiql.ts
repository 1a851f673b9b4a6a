import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';

export interface GraphiqlSetting {
  /** Folder that Vite built the page into. */
  readonly folder: string;
  /** The demonstration only: tokens that the page offers. Never set where real data is. */
  readonly session?: () => Promise<GraphiqlSession>;
}

/** Accounts that the demonstration's page may ask as. */
export interface GraphiqlSession {
  readonly accounts: readonly {
    readonly name: string;
    readonly label: string;
    readonly token: string;
    readonly purpose: string;
    /** Number of the matter that it acts under first; null where its questions need none. */
    readonly matter: string | null;
  }[];
  /** A citizen id of the simulated country that the examples may ask about. */
  readonly citizenId?: string;
}

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

// Monaco sets style attributes and starts workers from files of our own; scripts come from here and nowhere else.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger>;

/** Serves the built page at `/`, its files under `/graphiql/`; files are read once, at start. */
export function serveGraphiql(app: App, setting: GraphiqlSetting): void {
  for (const file of filesOf(setting.folder)) {
    const content = readFileSync(join(setting.folder, file));
    const type = mimeTypes[extname(file)] ?? 'application/octet-stream';
    const isPage = file === 'index.html';
    // Vite puts a digest of the content into the names of assets.
    const cache = isPage ? 'no-cache' : 'public, max-age=31536000, immutable';
    app.get(isPage ? '/' : `/graphiql/${file.split(sep).join('/')}`, async (_request, reply) =>
      reply
        .header('content-security-policy', policy)
        .header('referrer-policy', 'no-referrer')
        .header('cache-control', cache)
        .type(type)
        .send(content),
    );
  }
  // A browser that opens the endpoint's own address wants the page; a program that asks with GET is refused as ever.
  app.get('/graphql', async (request, reply) =>
    request.headers.accept?.includes('text/html') ? reply.redirect('/') : reply.callNotFound(),
  );
  app.get('/graphiql', async (_request, reply) => reply.redirect('/'));
  const { session } = setting;
  app.get('/graphiql/session.json', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send(session === undefined ? { accounts: [] } : await session()),
  );
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
