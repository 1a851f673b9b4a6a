import { demoPersonNamed } from '../../demo/people.js';
import type { Store } from '../../store/open-store.js';
import { application, issued } from '../store/letter-facts.js';
import { document, hit, matter, progress, run, step } from '../store/oversight-facts.js';

const county = '371422';
const at = (day: string): string => `2026-${day}T01:00:00.000Z`;
/** Agency that findings and documents are about. */
export const agencyCode = demoPersonNamed('corrections-officer').agency;
const procuratorateCode = demoPersonNamed('prosecutor').agency;
const own = { procuratorateCode, agencyCode };

/** Fourteen findings of two rules: six confirmed in one matter, two false alarms, one slip, five not looked at. */
export async function keepBooks({ oversight: { findings, matters } }: Store): Promise<void> {
  const names = Array.from({ length: 14 }, (_, n) => `f${n}`);
  await findings.startRun(run('run', { division: county, rules: [progress()] }));
  const hits = names.map((name, n) => hit(name, { agencyCode, rule: n < 8 ? 'CC-05' : 'CC-04' }));
  await findings.recordPage({ run: 'run', progress: progress({ hits: 14 }), hits, cleared: [], at: at('03-02') });
  for (const [name, status] of [
    ['f6', 'FALSE_POSITIVE'],
    ['f8', 'FALSE_POSITIVE'],
    ['f7', 'DATA_ERROR'],
  ] as const)
    await findings.judge(name, { status, account: 'demo-prosecutor', reason: '核查后排除', at: at('03-09') });
  const confirmed = ['f0', 'f1', 'f2', 'f3', 'f9', 'f10'];
  const opened = { ...own, openedAt: at('03-10'), stateSince: at('03-10') };
  await matters.open(matter('A', opened), [step()], confirmed, []);
  await matters.open(matter('B', { ...opened, origin: 'COMPLAINT' }), [step()], [], []);
  await matters.open(matter('C', { ...opened, origin: 'COMPLAINT' }), [step()], [], []);
  const paper = (number: string, replyBy: string | null, repliedAt: string | null, revokedAt: string | null = null) =>
    document(number, {
      ...own,
      matter: 'A',
      issuedAt: at('03-11'),
      servedAt: at('03-12'),
      replyBy,
      repliedAt,
      revokedAt,
    });
  const documents = [
    paper('d1', '2026-03-27', at('03-20')),
    paper('d2', '2026-03-27', at('03-30')),
    paper('d3', '2026-04-27', null),
    paper('d4', '2026-05-27', at('05-27')),
    paper('d5', '2026-06-27', null, at('06-01')),
    paper('d6', '2026-12-27', null),
  ];
  const { position: _, ...verified } = step({ transition: 'T17', to: 'VERIFIED_CLOSED' });
  await matters.apply({
    ...{ number: 'A', version: 1, documents, events: [] },
    set: { state: 'VERIFIED_CLOSED', closedAt: at('06-02') },
    step: verified,
    findings: { status: 'CONFIRMED', note: null },
  });
}

/** Two of what took effect on the first of March: told on its day, and two days after. */
export async function keepHandovers({ oversight: { outbox } }: Store): Promise<void> {
  const told = (id: string, day: string, extra = {}) => ({
    ...{
      id,
      type: 'cn.plumbline.judgment.effective',
      subject: id,
      at: at(day),
      agencyCode: null,
      line: 'EXECUTION' as const,
    },
    ...{ divisionCode: county, data: { effectiveDate: '2026-03-01', sealed: false, ...extra } },
  });
  await outbox.append([
    ...[told('told-1', '03-01'), told('told-2', '03-03'), told('told-3', '03-09', { sealed: true })],
  ]);
}

/** Four applications of March: issued in time and late, refused in time, and one that waits. */
export async function keepLetters({ letters }: Store): Promise<void> {
  const decisions = [
    { ...issued('宁检行贿查〔2026〕1号'), at: at('03-03') },
    { ...issued('宁检行贿查〔2026〕2号'), at: at('03-09') },
    { at: at('03-04'), account: 'chief', outcome: { refusal: '材料不全' } },
    null,
  ];
  for (const [n, decision] of decisions.entries()) {
    const { applicationNumber } = await letters.file(application(n, { procuratorateCode }), 4);
    if (decision === null) continue;
    await letters.decide(
      applicationNumber,
      decision,
      'letter' in decision.outcome ? Uint8Array.of(80, 75, 3, 4) : null,
    );
  }
}
