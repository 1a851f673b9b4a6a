import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What the last stage of a Dockerfile says of the image. */
export interface Image {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly user: string;
  readonly healthcheck: readonly string[];
  /** Copies into the image: of the build stage, and of the build context. */
  readonly copies: readonly { readonly from: string; readonly to: string; readonly stage: string | undefined }[];
}

const workdir = '/app';

export function readImage(file: string): Image {
  const lines = readFileSync(file, 'utf8')
    .replace(/^#.*$/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const instruction = (name: string) => last.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  const exec = (text: string): readonly string[] => JSON.parse(text.slice(text.indexOf('[')));
  return {
    entrypoint: exec(instruction('ENTRYPOINT')),
    command: exec(instruction('CMD')),
    user: instruction('USER'),
    healthcheck: exec(instruction('HEALTHCHECK')),
    copies: last.filter((line) => line.startsWith('COPY ')).flatMap(copiesOf),
  };
}

function copiesOf(line: string): Image['copies'] {
  const words = line.split(/\s+/).slice(1);
  const stage = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  const to = words.pop() ?? '.';
  return words.map((from) => ({ from, to, stage }));
}

/**
 * Lays out in `folder` what the image holds under `/app`, from this built tree: what the Dockerfile forgets to copy is
 * missing here too. Packages are linked, not installed.
 */
export function layOutImage({ copies }: Image, root: string, folder: string): void {
  for (const { from, to, stage } of copies) {
    const source = resolve(root, stage === undefined ? from : from.replace(/^\/build\//, ''));
    const target = resolve(folder, to.endsWith('/') || to === '.' ? join(to, from) : to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, target, { recursive: true });
  }
  symlinkSync(resolve(root, 'node_modules'), join(folder, 'node_modules'));
}

/** A word of a command with the image's folder put in. */
export function inImage(word: string, folder: string): string {
  return word.startsWith(`${workdir}/`) ? join(folder, word.slice(workdir.length)) : word;
}
