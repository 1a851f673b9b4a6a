import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a module gives under one name, as its source says it. */
export interface Declaration {
  readonly name: string;
  readonly kind: 'function' | 'constant' | 'interface' | 'type' | 'class';
  /** Path of the source, from the folder that was asked for. */
  readonly file: string;
  /** The docstring as text, empty where there is none. */
  readonly about: string;
  /** Without its body: how it is called, or what the type is. */
  readonly signature: string;
  readonly members: readonly Member[];
}

export interface Member {
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: string;
  readonly about: string;
}

/**
 * Everything that a module re-exports by name, in its order. The compiler has no API of its own any more (TypeScript 7): the house
 * writes one declaration a statement, formatted, and that is what is read here.
 */
export function declarationsOf(module: string): readonly Declaration[] {
  const text = readFileSync(module, 'utf8');
  const folder = dirname(module);
  return [...text.matchAll(/^export (?:type )?\{([^}]*)\} from '(\.[^']+)';/gms)].flatMap(
    ([, names = '', from = '']) => {
      const file = from.replace(/\.js$/, '.ts');
      const source = readFileSync(join(folder, file), 'utf8');
      return names
        .split(',')
        .map((name) => name.trim().replace(/^type /, ''))
        .filter((name) => name !== '')
        .flatMap((name) => found(join(folder, file), source, name, file));
    },
  );
}

/** A declaration of the file, or of the one that it re-exports the name from. */
function found(path: string, source: string, name: string, file: string): readonly Declaration[] {
  const own = declarationIn(source, name, file);
  if (own !== null) return [own];
  const from = new RegExp(`^export (?:type )?\\{[^}]*\\b${name}\\b[^}]*\\} from '(\\.[^']+)';`, 'm').exec(source)?.[1];
  const next = from === undefined ? null : join(dirname(path), from.replace(/\.js$/, '.ts'));
  if (next === null || !existsSync(next)) return [];
  return found(next, readFileSync(next, 'utf8'), name, file);
}

const words = {
  function: 'function',
  const: 'constant',
  interface: 'interface',
  type: 'type',
  class: 'class',
} as const;

function declarationIn(source: string, name: string, file: string): Declaration | null {
  const start = new RegExp(
    `^export (?:declare )?(?:async )?(function|const|interface|type|class) ${name}\\b`,
    'm',
  ).exec(source);
  if (start === null) return null;
  const kind = words[start[1] as keyof typeof words];
  const rest = source.slice(start.index).replace(/^export /, '');
  const body = kind === 'interface' || kind === 'class' ? bodyOf(rest) : '';
  return {
    name,
    kind,
    file,
    about: docstringBefore(source.slice(0, start.index)),
    signature: kind === 'type' ? writtenType(rest) : signatureOf(kind, withoutComments(rest)),
    members: kind === 'interface' ? membersOf(body) : [],
  };
}

/** The docstring that ends where the text ends. */
function docstringBefore(text: string): string {
  const trimmed = text.trimEnd();
  if (!trimmed.endsWith('*/')) return '';
  const from = trimmed.lastIndexOf('/**');
  return from < 0 ? '' : wordsOf(trimmed.slice(from));
}

const wordsOf = (comment: string): string =>
  comment
    .trim()
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

const withoutComments = (text: string): string => text.replace(/\/\*\*?[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

/** A type as it is written: what is said of its alternatives belongs to it. */
function writtenType(rest: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ');
  return rest.slice(0, depthZero(rest.replace(/\/\*\*?[\s\S]*?\*\/|\/\/.*$/gm, blank), ';'));
}

function signatureOf(kind: Declaration['kind'], rest: string): string {
  const whole = (until: number) =>
    rest.slice(0, until).replace(/\s+/g, ' ').replace(/\( /g, '(').replace(/,? \)/g, ')').trim();
  if (kind === 'interface' || kind === 'class') return whole(depthZero(rest, '{'));
  if (kind === 'function') return whole(depthZero(rest, '{'));
  const arrow = rest.indexOf('=>');
  const equals = rest.indexOf(' = ');
  const isFunction = arrow >= 0 && /^const \w+ = (?:<|\()/.test(rest);
  return isFunction ? whole(arrow) : whole(equals < 0 ? rest.indexOf(';') : equals);
}

/** Where the character stands that is within no bracket; braces of a type do not begin a body. */
function depthZero(text: string, wanted: '{' | ';'): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    const isBody = wanted === '{' && /[\w>\])"'}] $/.test(text.slice(Math.max(0, at - 2), at));
    if (depth === 0 && character === wanted && (wanted === ';' || isBody)) return at;
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    // The angle of an arrow closes nothing.
    if (character === '<') depth += 1;
    if (character === '>' && text[at - 1] !== '=') depth -= 1;
  }
  return text.length;
}

function bodyOf(rest: string): string {
  const from = depthZero(rest, '{');
  const end = rest.indexOf('\n}', from);
  return rest.slice(from + 1, end < 0 ? rest.length : end);
}

/** Members of an interface: those that stand two spaces in, each with the docstring above it. */
function membersOf(body: string): readonly Member[] {
  const members: Member[] = [];
  const lines = body.split('\n');
  let about: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^ {2}\/?\*/.test(line) || /^ {3}\*/.test(line)) {
      about.push(line);
      continue;
    }
    const [, name, optional, first] = /^ {2}(?:readonly )?([\w$]+)(\??)(.*)$/.exec(line) ?? [];
    if (name === undefined || first === undefined) continue;
    let type = first;
    while (!/^ {2}\S.*;$|;$/.test(lines[at] ?? '') || /^ {4}/.test(lines[at] ?? '')) {
      at += 1;
      if (at >= lines.length) break;
      type += ` ${(lines[at] ?? '').trim()}`;
    }
    members.push({
      name,
      isOptional: optional === '?',
      type: type
        .replace(/^: /, '')
        .replace(/;$/, '')
        .replace(/\/\*\*.*?\*\/ ?/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
      about: wordsOf(about.join('\n')),
    });
    about = [];
  }
  return members;
}
