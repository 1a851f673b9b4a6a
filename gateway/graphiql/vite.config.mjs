import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Builds the page into dist/graphiql/: everything is bundled, nothing comes from elsewhere when it runs. */
export default defineConfig({
  root: here,
  base: '/graphiql/',
  logLevel: 'error',
  build: {
    emptyOutDir: true,
    chunkSizeWarningLimit: 20_000,
    // `data:` scripts and workers would need a wider policy than `'self'`.
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  worker: { format: 'es' },
});
