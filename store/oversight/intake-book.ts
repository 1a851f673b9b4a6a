import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { withdrawn } from '../../schema/landing.js';
import type { IntakeBook, PushedRecord } from '../../schema/oversight/intake.js';
import { readBook } from '../book-change.js';
import type { Engine } from '../engines/engine.js';
import { admitKey, type Changes } from './change.js';

/** How far intakes have taken what was pushed, in the store's tables. */
export function createIntakeBook(engine: Engine, change: Changes): IntakeBook {
  const { landedAdapter, pushReceipt, landedRecord, landedAttachment, oversightIntake } = engine.tables;
  const { queries } = engine;
  const isOf = (intake: string, adapter: string) =>
    and(eq(oversightIntake.intake, intake), eq(oversightIntake.adapter, adapter));
  return {
    adapters: () =>
      readBook('Systems that deliver', async () => {
        const rows = await queries.select().from(landedAdapter).orderBy(asc(landedAdapter.adapter));
        return rows.map(({ adapter }) => adapter);
      }),
    waiting: (intake, adapter, most) =>
      readBook('Pushes that wait', async () => {
        const [taken] = await queries.select().from(oversightIntake).where(isOf(intake, adapter));
        const { place, key, digest, receivedAt } = pushReceipt;
        return queries
          .select({ adapter: pushReceipt.adapter, place, key, digest, receivedAt })
          .from(pushReceipt)
          .where(and(eq(pushReceipt.adapter, adapter), gt(place, taken?.place ?? 0)))
          .orderBy(asc(place))
          .limit(most);
      }),
    records: ({ adapter, key, digest }, entity, { first, after }) =>
      readBook('Records of a push', async () => {
        const isOfEntity = and(eq(landedRecord.adapter, adapter), eq(landedRecord.entity, entity));
        const isOfPush = and(eq(landedRecord.batchName, key), eq(landedRecord.batchDigest, digest));
        const rows = await queries
          .select({ key: landedRecord.key, document: landedRecord.document, flags: landedRecord.flags })
          .from(landedRecord)
          .where(and(isOfEntity, isOfPush, after === null ? undefined : gt(landedRecord.key, after)))
          .orderBy(asc(landedRecord.key))
          .limit(first);
        if (rows.length === 0) return [];
        const of = landedAttachment.key;
        const keys = rows.map((row) => row.key);
        const files = await queries
          .select({ key: of, name: landedAttachment.name, digest: landedAttachment.digest })
          .from(landedAttachment)
          .where(and(eq(landedAttachment.adapter, adapter), eq(landedAttachment.entity, entity), inArray(of, keys)))
          .orderBy(asc(landedAttachment.name));
        return rows.map((row): PushedRecord => {
          const values = JSON.parse(row.document) as PushedRecord['values'];
          return {
            ...{ entity, key: row.key, values },
            flags: JSON.parse(row.flags) as PushedRecord['flags'],
            attachments: files.filter((file) => file.key === row.key).map(({ name, digest }) => ({ name, digest })),
            isWithdrawn: withdrawn in values,
          };
        });
      }),
    taken: (intake, { adapter, place }, counts) => {
      admitKey('intake', intake, 64);
      return change('What an intake has taken', async ({ queries: within }) => {
        const [before] = await within.select().from(oversightIntake).where(isOf(intake, adapter));
        if (before === undefined) await within.insert(oversightIntake).values({ intake, adapter, place, ...counts });
        else if (before.place < place)
          await within
            .update(oversightIntake)
            .set({
              place,
              opened: before.opened + counts.opened,
              added: before.added + counts.added,
              known: before.known + counts.known,
              unplaced: before.unplaced + counts.unplaced,
            })
            .where(isOf(intake, adapter));
      });
    },
    counts: () =>
      readBook('What intakes have taken', async () => {
        const rows = await queries
          .select()
          .from(oversightIntake)
          .orderBy(asc(oversightIntake.intake), asc(oversightIntake.adapter));
        return rows.map(({ place: _, ...counted }) => counted);
      }),
  };
}
