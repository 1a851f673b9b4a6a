import { eq } from 'drizzle-orm';
import type { Change } from './change.js';

/**
 * Seals a matter with its steps and documents, because a record that it is about is sealed since. Nothing unseals it: what
 * was sealed once may be told of in any step.
 */
export async function sealMatter({ engine, queries }: Change, number: string): Promise<void> {
  const { supervisionMatter, matterStep, supervisionDocument } = engine.tables;
  const sealed = { sealed: 1 };
  await queries.update(supervisionMatter).set(sealed).where(eq(supervisionMatter.number, number));
  await queries.update(matterStep).set(sealed).where(eq(matterStep.matter, number));
  await queries.update(supervisionDocument).set(sealed).where(eq(supervisionDocument.matter, number));
}
