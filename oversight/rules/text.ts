import type { Evidence } from '../../schema/oversight/finding.js';
import type { Words } from '../../schema/oversight/rule.js';

const placeholder = /\{([^{}]*)\}/g;

/** Puts evidence into a finding's text; what the source holds none of is a dash. */
export function fillText(text: Words, evidence: readonly Evidence[]): Words {
  const values = new Map(evidence.map(({ name, value }) => [name, value]));
  const fill = (template: string) => template.replace(placeholder, (_, name: string) => values.get(name) ?? '—');
  return { zh: fill(text.zh), en: fill(text.en) };
}

/** Names of evidence that a text asks for. */
export function placeholdersOf(template: string): readonly string[] {
  return [...template.matchAll(placeholder)].map(([, name]) => name ?? '');
}
