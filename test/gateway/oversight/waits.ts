/** Tests that wait on conditions of somebody who says when there is something new. */
export interface Waits {
  /** There is something new: whoever waits looks again. */
  look(): void;
  until(holds: () => boolean): Promise<void>;
}

export function createWaits(): Waits {
  const waiting = new Set<() => void>();
  return {
    look: () => {
      for (const each of waiting) each();
    },
    until: (holds) =>
      new Promise((resolve) => {
        const each = () => {
          if (!holds()) return;
          waiting.delete(each);
          resolve();
        };
        waiting.add(each);
        each();
      }),
  };
}
