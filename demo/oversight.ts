import { procuratorateOf } from './lives/agencies.js';
import { homeDivision } from './lives/divisions.js';
import { demoPeople } from './people.js';

/**
 * What becomes a matter by itself in the demonstration: bids that were turned down, for whoever supervises the market (domain 1.3, E), and
 * what people complain of at the corrections agency.
 */
export const demoIntake = {
  pushes: [
    {
      id: 'rejected-bids',
      entity: 'ProcurementBid',
      where: { result: 'REJECTED' },
      line: 'ADMINISTRATIVE',
      title: '招标投标行政监管',
    },
  ],
  complaints: {},
} as const;

/** Invented, as everything here. */
const contact = {
  phone: '0534-0000000',
  address: '山东省德州市宁津县人民检察院检察服务中心',
  hours: '工作日 8:30 至 17:00',
};

/** Who supervises in the demonstration: the county's procuratorate, with an officer a line, and the engine under its account. */
export function oversightOf() {
  const { code, name } = procuratorateOf(homeDivision);
  const officers = demoPeople
    .filter(({ role, agency }) => role === 'prosecutor' && agency === code)
    .map(({ account, lines }) => ({ account, lines: [...lines] }));
  const engine = demoPeople.find(({ role }) => role === 'oversight-engine');
  return {
    houses: [{ code, name, short: '宁检', division: homeDivision, officers, contact }],
    ...(engine === undefined
      ? {}
      : { account: { id: engine.account, agency: engine.agency, division: engine.division } }),
  };
}
