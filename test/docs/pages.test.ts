import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { packageRoot } from '../../schema/package-root.js';

/** Every page of the repository, by its path. */
const pages: readonly string[] = [
  ...readdirSync(packageRoot),
  ...['docs', 'demo', 'examples', 'deploy'].flatMap((folder) =>
    readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  ),
].filter((path) => path.endsWith('.md') && !path.includes('node_modules'));

const textOf = (path: string): string => readFileSync(join(packageRoot, path), 'utf8');
const isThere = (path: string): boolean => existsSync(join(packageRoot, path));
const withoutBlocks = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '');

/** What the headings of a page are reached by, as GitHub makes it. */
function anchorsOf(path: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = [...withoutBlocks(textOf(path)).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = words.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
  return new Set(anchors);
}

/** The links of a page that lead nowhere. */
function broken(page: string): readonly string[] {
  const text = withoutBlocks(textOf(page)).replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, to = '']) => {
    if (/^https?:/.test(to)) return [];
    const [path = '', anchor] = to.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    const leads = isThere(target) && (anchor === undefined || anchorsOf(target).has(decodeURIComponent(anchor)));
    return leads ? [] : [`${page}: ${to}`];
  });
}

test('every link of every page leads to a file and a heading that are there', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/guides/rules.md']));
  expect(pages.flatMap(broken)).toEqual([]);
});

const rooms =
  'adapters|bench|cli|demo|deploy|docs|examples|gateway|oversight|policies|schema|scripts|sdk|store|subgraphs|test';
const mentioned = new RegExp(`\`((?:${rooms})/[\\w./-]*(?:\\.ts|\\.mjs|\\.graphql|/))\``, 'g');

test('every file and folder of the sources that a page names is there', () => {
  const absent = pages.flatMap((page) =>
    [...textOf(page).matchAll(mentioned)].flatMap(([, path = '']) => (isThere(path) ? [] : [`${page}: ${path}`])),
  );
  expect(absent).toEqual([]);
});

const reference = textOf('docs/reference/cli.md');

/** The flags of each command, by its words. */
const commands: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  reference
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const name = /^`plumbline ([a-z -]+?)(?: [<[].*)?`/.exec(part)?.[1] ?? '';
      return [name, new Set([...part.matchAll(/--[a-z-]+/g)].map(([flag]) => flag))] as const;
    }),
);

/** Groups of commands that have a default, which takes no words. */
const defaults: Readonly<Record<string, string>> = {
  'oversight rules': 'oversight rules list',
  serve: 'serve gateway',
};

/** The command that words begin with; null when there is none. */
function commandOf(words: readonly string[]): string | null {
  const beginnings = words.map((_, at) => words.slice(0, at + 1).join(' ')).reverse();
  const given = beginnings.find((each) => commands.has(each));
  return given ?? defaults[words.filter((word) => word !== '' && !word.startsWith('-')).join(' ')] ?? null;
}

/** What is wrong with a line that calls the program; null when nothing is. */
function misnamed(line: string): string | null {
  const called = line.split(/\s#\s|\s&&\s|\s\|\s|\$\(|"\s|`/)[0] ?? '';
  const words = called.split(' ');
  const command = commandOf(words);
  if (command === null) return 'no such command';
  const unknown = words.filter(
    (word) => /^--[a-z]/.test(word) && word !== '--help' && !commands.get(command)?.has(word),
  );
  return unknown.length === 0 ? null : `${command} has no ${unknown.join(', ')}`;
}

/** The program's name, where a command line begins with it or goes on to it. */
const calls = /^(?:.*?(?:=|\$\(|&& |exec(?: -T)? \S+ |npx |; |`|"))?plumbline ([a-z].*)$/gm;

test('every command and flag that a page calls is there', () => {
  expect(commands.size).toBeGreaterThan(30);
  const wrong = pages
    .filter((page) => page !== 'docs/reference/cli.md')
    .flatMap((page) =>
      [
        ...textOf(page)
          .replaceAll(/\\\n\s*/g, '')
          .matchAll(calls),
      ].flatMap(([, line = '']) => {
        const fault = misnamed(line);
        return fault === null ? [] : [`${page}: plumbline ${line.slice(0, 60)}: ${fault}`];
      }),
    );
  expect(wrong).toEqual([]);
});

test('the first pages say how many rules there are', () => {
  const rules = readdirSync(join(packageRoot, 'oversight', 'catalogue')).length;
  expect(textOf('README.md')).toContain(`\n${rules} rules walk the county`);
  expect(textOf('README.zh.md')).toContain(`\n${rules} 条规则`);
});
