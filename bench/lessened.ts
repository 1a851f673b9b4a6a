import type { Ground } from '../gateway/hub.js';
import { openRulebook, type Rulebook } from '../gateway/policies/rulebook.js';
import type { AuditLog } from '../schema/audit.js';
import type { Store } from '../store/open-store.js';
import { openCompiler } from './open-access.js';

/** More than any run asks or meets. */
const boundless = 1_000_000_000;

/** The same ground with the caps of purposes and roles out of reach: they are counted as ever, and refuse nothing. */
export function uncapped(ground: Ground): Ground {
  return withCaps(ground, boundless, ({ sets }) => openRulebook(sets, ground.catalog));
}

/** The ground of a hub without policies: everything is allowed, and no requests and persons are counted. */
export function lawless(ground: Ground): Ground {
  return withCaps(ground, null, (rules) => ({ ...rules, compiler: openCompiler }));
}

/** The ground of a hub that does not note whose records it reads. */
export function unnoted(ground: Ground): Ground {
  return { ...ground, seals: { ...ground.seals, digestSubject: () => 'unnoted' } };
}

/** Books whose audit log takes everything and writes nothing. */
export function unwritten<Books extends Pick<Store, 'audit'>>(books: Books): Books {
  const audit: AuditLog = {
    ready: async () => undefined,
    append: async () => ({ chain: 'none', sequence: 0, hash: '' }),
  };
  return { ...books, audit };
}

function withCaps(ground: Ground, cap: number | null, open: (rules: Rulebook) => Rulebook): Ground {
  const given = ground.policies.current();
  const purposes = [...given.sets.purposes].map(([name, purpose]) => {
    const { requestsADay, personsAMatter } = purpose;
    const raised = {
      requestsADay: requestsADay === null ? null : cap,
      personsAMatter: personsAMatter === null ? null : cap,
    };
    return [name, { ...purpose, ...raised }] as const;
  });
  const roles = [...given.sets.roles].map(
    ([name, role]) => [name, { ...role, requestsADay: role.requestsADay === null ? null : cap }] as const,
  );
  const rules = open({ ...given, sets: { ...given.sets, roles: new Map(roles), purposes: new Map(purposes) } });
  return { ...ground, policies: { ...ground.policies, current: () => rules } };
}
