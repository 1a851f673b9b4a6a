import type { AccessBook } from '../../schema/access-book.js';
import type { SupervisionMatterRecord } from '../../schema/oversight/matter.js';

/** Keeps the book of warrants in step: who is in charge of a matter may read its persons' records under its number, and no longer. */
export interface Warrants {
  /** Whether a number is that of a matter that was opened by hand: both kinds are declared in one header. */
  readonly isTaken: (number: string) => Promise<boolean>;
  readonly open: (matter: SupervisionMatterRecord) => Promise<void>;
  readonly follow: (now: SupervisionMatterRecord, before: SupervisionMatterRecord) => Promise<void>;
}

export function warrantsOf(book: AccessBook): Warrants {
  const open = async (matter: SupervisionMatterRecord) => {
    await book.openMatter({
      number: matter.number,
      kind: 'CASE',
      line: matter.line,
      title: matter.title,
      agency: matter.procuratorateCode,
      division: matter.divisionCode,
      persons: matter.persons,
      files: matter.files,
      handlers: matter.assignee === null ? [] : [matter.assignee],
      openedBy: 'system',
      openedAt: matter.openedAt,
    });
  };
  return {
    isTaken: async (number) => (await book.matter(number)) !== null,
    open,
    async follow(now, before) {
      if (now.closedAt === before.closedAt && now.assignee === before.assignee) return;
      // A process that died between the two books left the matter without a warrant.
      if ((await book.matter(now.number)) === null) await open(now);
      const from = now.assignee === before.assignee ? null : before.assignee;
      await book.handMatter(now.number, { from, to: now.assignee, closedAt: now.closedAt });
    },
  };
}
