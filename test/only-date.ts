import { jest } from '@jest/globals';

/** All that fake timers would stand for, but the date. */
const timers = [
  ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
  ...(['setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];

/** Makes the date stand still at an instant until `jest.useRealTimers()`, for programs that read it themselves; time is waited for as ever. */
export function standStill(at: number): void {
  jest.useFakeTimers({ now: at, doNotFake: [...timers] });
}
