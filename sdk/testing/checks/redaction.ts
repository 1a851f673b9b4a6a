import type { Bench } from '../bench.js';
import { type Canary, canariesOf } from '../canaries.js';
import type { AdapterCheck } from '../check.js';

/** The first canary of each kind that a text holds. */
function foundIn(text: string, canaries: readonly Canary[]): ReadonlySet<string> {
  return new Set(canaries.filter(({ text: canary }) => text.includes(canary)).map(({ what }) => what));
}

export const redactionErrors: AdapterCheck = {
  id: 'redaction.errors',
  of: 'adapter',
  title: 'fails without telling what it knows',
  law: 'No error, with its causes, its stack and what hangs on it, holds a statement, a secret, a citizen id or a name.',
  needs: [],
  run: async (bench, findings) => {
    const canaries = canariesOf(bench);
    for (const text of bench.evidence.errors) {
      for (const what of foundIn(text, canaries))
        findings.fail(
          null,
          `an error holds ${what}: throw a SourceFailure with a code, and keep no driver’s error as cause`,
        );
      if (/\bselect\b[\s\S]{1,4000}\bfrom\b|\bSQL:|<[\w:]*Envelope\b/i.test(text))
        findings.fail(null, 'an error holds a statement: tell a code, and keep no driver’s error as cause');
    }
  },
};

export const redactionStatements: AdapterCheck = {
  id: 'redaction.statements',
  of: 'adapter',
  title: 'tells its statements without values',
  law: 'What is told of statements and calls holds no parameter, no secret, no citizen id and no name.',
  needs: [],
  run: async (bench, findings) => {
    const canaries = canariesOf(bench);
    for (const text of bench.evidence.statements) {
      for (const what of foundIn(text, canaries))
        findings.fail(null, `a statement that is told holds ${what}: bind it as a parameter`);
    }
  },
};

export const redactionPrinted: AdapterCheck = {
  id: 'redaction.printed',
  of: 'adapter',
  title: 'prints nothing that it knows',
  law: 'Nothing that is printed or logged while the adapter is read holds a secret, a citizen id or a name.',
  needs: [],
  run: async (bench, findings) => {
    const canaries = canariesOf(bench);
    for (const text of bench.evidence.printed) {
      for (const what of foundIn(text, canaries))
        findings.fail(null, `a line that is printed holds ${what}: print nothing of records and options`);
    }
  },
};

const secretWords = /pass(word|wd|phrase)?$|secret|token|api_?key|app_?key|private_?key|credential/i;

export const redactionNamed: AdapterCheck = {
  id: 'redaction.named',
  of: 'adapter',
  title: 'names its secrets',
  law: 'Every option that holds a credential is named in `secrets`, so that no tool prints it.',
  needs: [],
  run: async (bench, findings) => {
    const { options, definition } = bench.subject;
    for (const [name, value] of Object.entries(typeof options === 'object' && options !== null ? options : {})) {
      if (definition.secrets.includes(name) || value === undefined) continue;
      if (secretWords.test(name))
        findings.fail(null, `the option ${name} is called like a credential and is not named in \`secrets\``);
      else if (typeof value === 'string' && /^[a-z]+:\/\/[^/@\s]+:[^/@\s]+@/.test(value))
        findings.fail(null, `the option ${name} holds an address with a password and is not named in \`secrets\``);
    }
  },
};

export const unhandledNothing: AdapterCheck = {
  id: 'lifecycle.unhandled',
  of: 'adapter',
  title: 'leaves no failure uncaught',
  law: 'No promise is rejected without anybody to hear of it: in a hub, that would end the process.',
  needs: [],
  run: async (bench: Bench, findings) => {
    // Node tells of a rejection that nobody heard of when the turn is over.
    await new Promise((resolve) => setImmediate(resolve));
    for (const what of new Set(bench.evidence.unhandled))
      findings.fail(null, `a promise was rejected (${what}) and nobody caught it: await it, or catch it`);
  },
};
