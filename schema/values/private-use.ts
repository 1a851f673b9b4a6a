// Characters that GBK systems kept in the private use area before Unicode had them (GB 18030-2000 → GB 18030-2005).
const unified: Readonly<Record<string, string>> = {
  '\ue816': '\u{20087}',
  '\ue817': '\u{20089}',
  '\ue818': '\u{200cc}',
  '\ue81e': '\u9fb4',
  '\ue826': '\u9fb5',
  '\ue82b': '\u9fb6',
  '\ue82c': '\u9fb7',
  '\ue831': '\u{215d7}',
  '\ue832': '\u9fb8',
  '\ue83b': '\u{2298f}',
  '\ue843': '\u9fb9',
  '\ue854': '\u9fba',
  '\ue855': '\u{241fe}',
  '\ue863': '\u4dae',
  '\ue864': '\u9fbb',
};

/** True when a text has characters that only the system that wrote it can show. */
export function hasOwnCharacters(text: string): boolean {
  return /[\ue000-\uf8ff]/.test(text) && /[\ue000-\uf8ff]/.test(mapPrivateUse(text));
}

/** Replaces private use characters whose standard code is known; for matching names, never for stored text. */
export function mapPrivateUse(text: string): string {
  return text.replace(/[\ue000-\uf8ff]/g, (character) => unified[character] ?? character);
}
