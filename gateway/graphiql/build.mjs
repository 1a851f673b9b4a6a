import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const usual = fileURLToPath(new URL('../../dist/graphiql', import.meta.url));

/** Builds GraphiQL into a folder; by hand: `node gateway/graphiql/build.mjs [FOLDER]`. */
export function buildGraphiql(outDir = usual) {
  const configFile = fileURLToPath(new URL('./vite.config.mjs', import.meta.url));
  return build({ configFile, build: { outDir } });
}

if (import.meta.url === `file://${process.argv[1]}`) await buildGraphiql(process.argv[2]);
