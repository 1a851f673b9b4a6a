import fc from 'fast-check';

/**
 * Properties run with one seed, so that a run says the same tomorrow; `PLUMBLINE_SEED` gives another one, or `random`
 * to look for what no seed has found yet. A failure prints the seed that it was found with.
 */
const given = process.env.PLUMBLINE_SEED ?? '20261121';
if (given !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(given) });
