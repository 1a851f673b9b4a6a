import { inspect } from 'node:util';

/** Everything that came out of an adapter beside its answers: searched for what must not come out. */
export interface Evidence {
  readonly errors: readonly string[];
  readonly statements: readonly string[];
  readonly printed: readonly string[];
  sawError(error: unknown): void;
  sawStatement(statement: string): void;
  /** Listens to the process until the function that is answered is called: what is printed, and what nobody caught. */
  listen(): () => void;
  readonly unhandled: readonly string[];
}

const most = 20_000;

export function openEvidence(): Evidence {
  const errors = new Set<string>();
  const statements = new Set<string>();
  const printed: string[] = [];
  const unhandled: string[] = [];
  return {
    get errors() {
      return [...errors];
    },
    get statements() {
      return [...statements];
    },
    printed,
    unhandled,
    // With the stack, the chain of causes and what drivers hang on their errors.
    sawError: (error) => {
      if (errors.size < most) errors.add(inspect(error, { depth: 6, showHidden: true, maxStringLength: 20_000 }));
    },
    sawStatement: (statement) => {
      if (statements.size < most) statements.add(statement);
    },
    listen: () => {
      const rejected = (error: unknown) => {
        unhandled.push(error instanceof Error ? error.name : typeof error);
        errors.add(inspect(error, { depth: 6 }));
      };
      process.on('unhandledRejection', rejected);
      const restore = [...tapConsole(printed), tapStream(process.stdout, printed), tapStream(process.stderr, printed)];
      return () => {
        for (const undo of restore.reverse()) undo();
        process.off('unhandledRejection', rejected);
      };
    },
  };
}

const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;

function tapConsole(into: string[]): (() => void)[] {
  return methods.map((method) => {
    const own = console[method];
    console[method] = (...words: unknown[]) => {
      into.push(words.map((word) => (typeof word === 'string' ? word : inspect(word, { depth: 6 }))).join(' '));
    };
    return () => {
      console[method] = own;
    };
  });
}

/** Hears what is written and lets it pass: the progress of the kit itself is among it. */
function tapStream(stream: NodeJS.WriteStream, into: string[]): () => void {
  const own = stream.write;
  const tapped = (...given: Parameters<typeof own>): boolean => {
    into.push(String(given[0]));
    return own.apply(stream, given);
  };
  stream.write = tapped as typeof own;
  return () => {
    stream.write = own;
  };
}
