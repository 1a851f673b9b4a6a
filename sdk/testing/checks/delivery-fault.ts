import type { Bench } from '../bench.js';
import type { AdapterCheck } from '../check.js';
import { Skip } from '../findings.js';
import type { Opened } from '../open-subject.js';
import { type DeliveryDefect, openFilesSystem } from '../systems/files.js';

/** The adapter on a drop folder whose deliveries all have the defect. */
async function standBroken(bench: Bench, defect: DeliveryDefect): Promise<Opened> {
  const { description } = bench.subject;
  if (description?.kind !== 'files') throw new Skip('Nobody drops files for the source.');
  const packings = new Set(description.settings.deliveries.map(({ packed = 'zip' }) => packed));
  if (defect === 'half' && packings.has('none'))
    throw new Skip('Of a file that is not packed, a half is a file: its check sum tells.');
  return bench.openAt(await openFilesSystem(description.settings, bench.golden?.tables ?? new Map(), defect));
}

/** No record of a delivery that is not whole may be answered; whether the read is empty or fails, the registry says. */
const landsNothing = (id: string, title: string, law: string, defect: DeliveryDefect): AdapterCheck => ({
  id: `fault.delivery.${id}`,
  of: 'adapter',
  title,
  law,
  needs: ['drops', 'a system of ours'],
  run: async (bench, findings) => {
    const opened = await standBroken(bench, defect);
    for (const { entity } of bench.subject.entities) {
      const page = await opened.page(entity).catch(() => null);
      if (page !== null && page.rows.length > 0)
        findings.fail(entity, `${page.rows.length} records are answered of deliveries that did not come whole`);
    }
  },
});

export const deliveryCheckSum = landsNothing(
  'check-sum',
  'lands nothing of a delivery whose check sum is another one',
  'A delivery whose bytes are not those that its check sum is of is refused as a whole: none of its records is answered.',
  'check-sum',
);

export const deliveryHalf = landsNothing(
  'half',
  'lands nothing of half a delivery',
  'Of an upload that broke off nothing lands, even where its check sum was made of what came.',
  'half',
);

export const deliveryAgain: AdapterCheck = {
  id: 'fault.delivery.again',
  of: 'adapter',
  title: 'lands a delivery once that comes twice',
  law: 'The same records delivered again a week later are the same records: each is answered once, and reads as before.',
  needs: ['drops', 'a system of ours'],
  run: async (bench, findings) => {
    const opened = await standBroken(bench, 'again');
    for (const binding of bench.subject.entities) {
      const before = (await bench.rows(binding)).map(({ id, values }) => JSON.stringify([id, values])).sort();
      const { rows, total } = await opened.page(binding.entity, { count: true });
      const after = rows.map(({ id, values }) => JSON.stringify([id, values])).sort();
      if (after.length > before.length || total !== before.length)
        findings.fail(
          binding.entity,
          `${after.length} records are answered and ${total} counted where ${before.length} were delivered twice`,
        );
      else if (after.join('\n') !== before.join('\n'))
        findings.fail(binding.entity, 'records that were delivered again read otherwise than before');
    }
  },
};
