import type { EntityCheck } from '../check.js';
import { Skip } from '../findings.js';
import { openSubject } from '../open-subject.js';

/** Years away from any wall clock: an answer that is of today was not timed by the clock that was given. */
const elsewhen = new Date('2019-03-04T05:06:07Z');

export const readingClock: EntityCheck = {
  id: 'reading.clock',
  of: 'entity',
  title: 'tells how fresh an answer is by the hub’s clock or its system’s',
  law: 'The freshness of an answer is an instant or null, and never later than the clock that the adapter was opened with.',
  needs: ['a system of ours', 'a source that is asked', 'a list'],
  run: async ({ subject, evidence, stand }, binding, findings) => {
    const { description } = subject;
    const isSigned =
      (description?.kind === 'rest' && description.settings.auth?.kind === 'hmac') ||
      (description?.kind === 'soap' && description.settings.signing !== undefined);
    if (isSigned) throw new Skip('The service takes calls of its own time alone: they are signed.');
    const { system } = await stand();
    const opened = await openSubject({ ...subject, clock: () => elsewhen }, system, evidence);
    try {
      const { asOf } = await opened.read(binding.entity, { first: 1 });
      if (asOf === null) return;
      const told = Date.parse(asOf);
      if (Number.isNaN(told)) findings.fail(null, 'the freshness of an answer is no instant: write ISO 8601');
      else if (told > elsewhen.getTime())
        findings.fail(
          null,
          'an answer is said to be of another time than the hub’s clock: ask `setting.clock`, not the machine’s',
        );
    } finally {
      await opened.close();
    }
  },
};
