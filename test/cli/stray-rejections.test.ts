import { expect, test } from '@jest/globals';
import { noteStrayRejections } from '../../cli/stray-rejections.js';
import { createLog } from '../../gateway/server/log.js';

const canary = '371422198001011234';

test('a rejection that nobody awaits is told by its class alone, and ends nothing', () => {
  const lines: string[] = [];
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  const stop = noteStrayRejections(createLog('error', { write: (line) => void lines.push(line) }));
  try {
    const isHeard = process.emit('unhandledRejection', new TypeError(canary), Promise.resolve());
    expect(isHeard).toBe(true);
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({
        level: 'error',
        err: expect.objectContaining({ name: 'TypeError' }),
        msg: 'a rejection that nobody awaited',
      }),
    ]);
    expect(lines.join('')).not.toContain(canary);
  } finally {
    stop();
    expect(process.listenerCount('unhandledRejection')).toBe(0);
    for (const other of others) process.on('unhandledRejection', other);
  }
});
