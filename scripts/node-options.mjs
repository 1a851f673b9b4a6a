/**
 * What Node is started with where a hub runs rules: a page of records outlives a young generation of the default size, and is copied
 * again and again (docs/guides/deploy.md has the figures). What somebody sets comes later, and so wins.
 */
export const nodeOptions = (given = process.env.NODE_OPTIONS ?? '') => `--max-semi-space-size=64 ${given}`.trim();
