import { defaults } from '../../demo/lives/generate-lives.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { mattersOf } from '../../demo/matters.js';
import { demoPersonNamed } from '../../demo/people.js';
import type { Principal } from '../../schema/principal.js';
import type { Purpose } from '../../schema/purpose.js';
import type { Warrant } from '../../schema/warrant.js';

/** Day of the hubs that tests open, for what is reckoned from a day. */
export const today = '2026-11-02';

const matters = mattersOf(defaults);

/** What the demonstration's books say under a matter, where nothing was approved yet. */
function warrantOf(number: string): Warrant {
  const matter = matters.find((each) => each.number === number);
  if (matter === undefined) throw new Error(`no matter ${number}`);
  const { kind, line, division, persons, files } = matter;
  return { matter: { number, kind, line, division, persons, files }, approvals: [] };
}

/** An account of the demonstration as the gateway completes it: for a purpose, under its matter or under another. */
export function principalNamed(name: string, purpose?: Purpose, matter = demoPersonNamed(name).matter): Principal {
  const { account: id, role, kind, agency, organisation, division, lines, isSamplePerson } = demoPersonNamed(name);
  return {
    id,
    kind,
    agency,
    organisation,
    division,
    lines,
    roles: [role],
    ...(purpose === undefined ? {} : { purpose }),
    ...(matter === null ? {} : { matter, warrant: warrantOf(matter) }),
    ...(isSamplePerson ? { subject: samplePerson.citizenId } : {}),
  };
}
