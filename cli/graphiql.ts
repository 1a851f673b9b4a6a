import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphiqlSetting } from '../gateway/server/graphiql.js';
import { PlumblineError } from '../schema/errors.js';
import { packageRoot } from '../schema/package-root.js';

/** The GraphiQL page that the build made. Rejects with `CONFIG_INVALID` when it is not there. */
export function builtGraphiql(): GraphiqlSetting {
  const folder = join(packageRoot, 'dist', 'graphiql');
  if (!existsSync(join(folder, 'index.html')))
    throw new PlumblineError('CONFIG_INVALID', 'GraphiQL was not built; run "npm run build"');
  return { folder };
}
