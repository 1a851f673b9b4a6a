import { procuratorateOf } from './lives/agencies.js';
import { homeDivision } from './lives/divisions.js';
import { demoPeople } from './people.js';

/** Who supervises in the demonstration: the county's procuratorate, with an officer a line, and the engine under its account. */
export function oversightOf() {
  const { code, name } = procuratorateOf(homeDivision);
  const officers = demoPeople
    .filter(({ role, agency }) => role === 'prosecutor' && agency === code)
    .map(({ account, lines }) => ({ account, lines: [...lines] }));
  const engine = demoPeople.find(({ role }) => role === 'oversight-engine');
  return {
    houses: [{ code, name, short: '宁检', division: homeDivision, officers }],
    ...(engine === undefined
      ? {}
      : { account: { id: engine.account, agency: engine.agency, division: engine.division } }),
  };
}
