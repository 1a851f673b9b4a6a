import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../schema/errors.js';
import { packageRoot } from '../schema/package-root.js';
import { type Declaration, declarationsOf, type Member } from './reference-declarations.js';
import { page, table } from './reference-page.js';

/** The parts of the page, by where the declarations stand. */
const parts: readonly (readonly [title: string, about: string, pattern: RegExp])[] = [
  ['Adapters', 'The page that an integrator writes.', /^\.\/(define|entity|exclusion|column)\.ts$/],
  ['Codecs', 'How one canonical field is read from the columns that hold it.', /^\.\/(codec\.ts|codecs\/)/],
  ['Sources: sql', 'Databases.', /^\.\/sources\/sql\//],
  ['Sources: rest', 'Services that answer JSON.', /^\.\/sources\/(rest|http)\//],
  ['Sources: soap', 'Request platforms that answer XML.', /^\.\/sources\/soap\//],
  ['Sources: files', 'Deliveries in a folder, which land in the hub’s store.', /^\.\/sources\/files\//],
  ['Sources: push', 'Systems that push, which land in the hub’s store.', /^\.\/sources\/push\//],
  ['Sources: memory', 'Rows in memory, for tests.', /^\.\/sources\/memory\//],
  ['A source of your own', 'What a kind of source plugs into, and what makes up for what it lacks.', /./],
];

/** `docs/reference/sdk.md`: what `plumbline/sdk` and `plumbline/sdk/testing` give, out of their docstrings. */
export function sdkPage(): string {
  const own = declarationsOf(sourceOf('sdk', 'index.ts'));
  const kit = declarationsOf(sourceOf('sdk', 'testing', 'index.ts'));
  const left = new Set(own);
  const lines = parts.flatMap(([title, about, pattern]) => {
    const held = [...left].filter(({ file }) => pattern.test(file));
    for (const each of held) left.delete(each);
    return held.length === 0 ? [] : [`## ${title}`, '', about, '', ...held.flatMap(declared)];
  });
  const about =
    'What integrators import from `plumbline/sdk`, with shapes, units and sources, out of the docstrings. `z` is zod’s. ' +
    'The guide to all of it is [Connect a system](../guides/adapters.md).';
  return page('The SDK', about, [...lines, '## The kit (`plumbline/sdk/testing`)', '', ...kit.flatMap(declared)])
    .trimEnd()
    .concat('\n');
}

function sourceOf(...names: readonly string[]): string {
  const file = join(packageRoot, ...names);
  if (existsSync(file)) return file;
  throw new PlumblineError('CONFIG_INVALID', 'the reference is written from the sources: run it in a checkout');
}

function declared({ name, about, signature, members }: Declaration): readonly string[] {
  return [
    `### \`${name}\``,
    '',
    ...(about === '' ? [] : [about, '']),
    '```ts',
    signature,
    '```',
    '',
    ...(members.length === 0 ? [] : [...table(['member', 'type', 'meaning'], members.map(cells)), '']),
  ];
}

const cells = ({ name, isOptional, type, about }: Member): readonly string[] => [
  `\`${name}${isOptional ? '?' : ''}\``,
  `\`${type}\``,
  about,
];
