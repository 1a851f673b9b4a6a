import { expect, test } from '@jest/globals';
import { openExport } from '../../../gateway/views/export-stream.js';
import type { ViewFacts } from '../../../oversight/views/view-book.js';
import type { WalkedPage } from '../../../oversight/views/walk.js';

const view: ViewFacts = {
  ...{ id: 'rows', version: '1.0.0', name: { zh: '行', en: 'Rows' }, about: { zh: '行', en: 'Rows' } },
  ...{ purposes: ['SUPERVISION'], roles: ['prosecutor'], variables: [] },
  columns: [{ name: 'a', title: { zh: '甲', en: 'A' }, width: 20 }],
};
const occasion = {
  requestId: 'r1',
  account: 'a1',
  agency: 'P1',
  matter: null,
  purpose: null,
  at: '2026-11-02T01:00:00.000Z',
};

async function* onePage(): AsyncGenerator<WalkedPage> {
  // Longer than a stream keeps for who does not read.
  const rows = Array.from({ length: 1_000 }, () => [{ kind: 'TEXT', text: '宁津县人民检察院' } as const]);
  yield { rows, undecided: 0, next: null, sources: new Map() };
}

test('who hangs up when all was written and the end not taken is on record, once', async () => {
  const gone = new AbortController();
  const recorded: string[] = [];
  let isWritten: () => void = () => undefined;
  const written = new Promise<void>((resolve) => {
    isWritten = resolve;
  });
  const pages = onePage();
  const made = openExport({
    ...{ view, format: 'csv', occasion, gone: gone.signal },
    pages: {
      next: () => pages.next(),
      async return() {
        isWritten();
        return { done: true, value: undefined };
      },
    },
    record: async ({ state }) => void recorded.push(state),
    onFailure: (error) => recorded.push(String(error)),
  });
  await written;
  gone.abort();
  made.stream.destroy();
  await made.settled;
  expect(recorded).toEqual(['CALLER_GONE']);
});
