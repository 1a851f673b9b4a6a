import { register } from 'node:module';

/** `node --import ./test/servers/typescript.mjs file.ts` runs a source file as a process of its own, without a build. */
register('./typescript-hooks.mjs', import.meta.url);
