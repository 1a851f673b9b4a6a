import { PlumblineError } from '../../schema/errors.js';
import { claimed, hit, matter, minute, progress, run, step } from './oversight-facts.js';
import { open } from './stores.js';

/**
 * One of several processes that find, withdraw and take up the same things at once: `oversight-processes.test.ts` starts them, and
 * kills them. Says a line for each page, and each number that it was given.
 */
const [url = '', name = ''] = process.argv.slice(2);
const store = await open(url, { chain: name });
const { findings, matters } = store.oversight;
const pages = 12;

/** What others have done already is not done again. */
async function unlessDone(work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: unknown) => {
    if (!(error instanceof PlumblineError && error.code === 'OVERSIGHT_STATE')) throw error;
  });
}

async function find(id: string): Promise<void> {
  await unlessDone(() => findings.startRun(run(id)));
  for (let page = 0; page < pages; page += 1) {
    const hits = Array.from({ length: 6 }, (_, n) => hit(`f-${page}-${n}`, { evidence: [claimed(`${page}`)] }));
    const cleared = page === 0 ? [] : [`f-${page - 1}-0`];
    const reached = progress({ cursor: `c${page}`, records: (page + 1) * 6 });
    await unlessDone(() => findings.recordPage({ run: id, progress: reached, hits, cleared, at: minute(page) }));
    process.stdout.write('page\n');
  }
}

async function takeUp(): Promise<void> {
  for (let n = 0; n < 8; n += 1) {
    const number = await matters.nextNumber({ procuratorate: 'p', kind: 'MATTER', year: 2026 });
    process.stdout.write(`${number}\n`);
    const sourceKey = `source-${n}`;
    await unlessDone(() => matters.open(matter(`${number}号`, { sourceKey }), [step()], [`f-${n}-1`], []));
    const { position: _, ...own } = step({ account: name });
    await unlessDone(() =>
      matters.apply({ number: `${number}号`, version: 1, set: { state: 'UNDER_REVIEW' }, step: own, events: [] }),
    );
  }
}

// A run that every process writes, and one of its own; both find the same.
await Promise.all([find('shared').then(takeUp), find(`own-${name}`)]);
await store.close();
