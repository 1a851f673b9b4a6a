/** Progress of long work: one line that changes on a terminal, a line now and then elsewhere. */
export interface Progress {
  show(text: string): void;
  /** Leaves the terminal as it was; may be called twice. */
  end(): void;
}

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Elsewhere than on a terminal, one in this many reports is printed: a log is not a screen. */
const logged = 20;

export function createProgress(terminal: Terminal): Progress {
  let shown = 0;
  if (terminal.isTTY !== true) {
    return {
      show: (text) => {
        shown += 1;
        if (shown % logged === 0) terminal.write(`${text}\n`);
      },
      end: () => undefined,
    };
  }
  return {
    show: (text) => {
      shown += 1;
      terminal.write(`\r\u001b[K${text}`);
    },
    end: () => {
      if (shown > 0) terminal.write('\r\u001b[K');
      shown = 0;
    },
  };
}
