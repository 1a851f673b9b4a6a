import { type Zippable, zipSync } from 'fflate';

/** Packs members with one fixed time: the same members give the same bytes, in every time zone. */
export function packed(members: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const mtime = new Date(2020, 0, 1);
  const tree: Zippable = Object.fromEntries(Object.entries(members).map(([name, bytes]) => [name, [bytes, { mtime }]]));
  return zipSync(tree, { level: 6 });
}
