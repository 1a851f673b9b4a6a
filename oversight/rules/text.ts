import type { Words } from '../../schema/oversight/rule.js';

const placeholder = /\{([^{}]*)\}/g;

/** Puts evidence, as it is said, into a finding's text; what the source holds none of (null) is said to be none. */
export function fillText(text: Words, said: ReadonlyMap<string, Words | null>): Words {
  const fill = (template: string, language: 'zh' | 'en') =>
    template.replace(placeholder, (_, name: string) => said.get(name)?.[language] ?? none[language]);
  return { zh: fill(text.zh, 'zh'), en: fill(text.en, 'en') };
}

const none: Words = { zh: '(无)', en: '—' };

/** Names of evidence that a text asks for. */
export function placeholdersOf(template: string): readonly string[] {
  return [...template.matchAll(placeholder)].map(([, name]) => name ?? '');
}
