/** One fenced block of a guide, in its order. */
export interface Block {
  readonly language: string;
  /** The file that the line before names, for blocks that are the text of one: `options.yaml`. */
  readonly file: string | null;
  readonly text: string;
}

/** The fenced blocks of a Markdown page, those within lists too. */
export function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = page.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, indent = '', language = ''] = /^( *)```(\w+)$/.exec(lines[at] ?? '') ?? [];
    if (language === '') continue;
    const end = lines.indexOf(`${indent}\`\`\``, at + 1);
    const before = lines.slice(0, at).findLast((line) => line.trim() !== '') ?? '';
    const file = /`([\w.-]+\.(?:yaml|json))`[^`]*[::。]$/.exec(before)?.[1] ?? null;
    blocks.push({
      language,
      file,
      text: lines
        .slice(at + 1, end)
        .map((line) => line.slice(indent.length))
        .join('\n'),
    });
    at = end;
  }
  return blocks;
}
