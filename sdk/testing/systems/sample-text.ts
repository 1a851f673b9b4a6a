/** A text that a simple pattern matches: literals, classes, groups and counts; null for patterns that say more. */
export function sampleOf(pattern: RegExp, named: Readonly<Record<string, string>>): string | null {
  const reader: Reader = { source: pattern.source, at: 0, named };
  const text = alternatives(reader);
  return text !== null && reader.at === reader.source.length && new RegExp(pattern.source, 'u').test(text)
    ? text
    : null;
}

interface Reader {
  readonly source: string;
  at: number;
  readonly named: Readonly<Record<string, string>>;
}

/** The first alternative; the others are read over. */
function alternatives(reader: Reader): string | null {
  const first = sequence(reader);
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    if (sequence(reader) === null) return null;
  }
  return first;
}

function sequence(reader: Reader): string | null {
  let text = '';
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? '')) {
    const one = atom(reader);
    if (one === null) return null;
    text += one.repeat(times(reader));
  }
  return text;
}

function times(reader: Reader): number {
  const match = /^(?:([*+?])|\{(\d+)(?:,\d*)?\})\??/.exec(reader.source.slice(reader.at));
  if (match === null) return 1;
  reader.at += match[0].length;
  if (match[2] !== undefined) return Number(match[2]);
  return match[1] === '+' ? 1 : 0;
}

const classes: Readonly<Record<string, string>> = { d: '1', w: 'a', s: ' ' };

function atom(reader: Reader): string | null {
  const { source } = reader;
  const sign = source[reader.at] ?? '';
  reader.at += 1;
  switch (sign) {
    case '^':
    case '$':
      return '';
    case '.':
      return 'a';
    case '\\': {
      const escaped = source[reader.at] ?? '';
      reader.at += 1;
      if (/[bBpPuUk0-9]/.test(escaped)) return null;
      return classes[escaped] ?? escaped;
    }
    case '[': {
      const end = source.indexOf(']', reader.at);
      const set = source.slice(reader.at, end);
      reader.at = end + 1;
      if (end < 0 || set.startsWith('^')) return null;
      return set.startsWith('\\') ? (classes[set[1] ?? ''] ?? set[1] ?? null) : (set[0] ?? null);
    }
    case '(':
      return group(reader);
    default:
      return sign;
  }
}

function group(reader: Reader): string | null {
  const head = /^\?(?::|<(\w+)>)/.exec(reader.source.slice(reader.at));
  // What looks ahead or back matches nothing by itself.
  if (head === null && reader.source[reader.at] === '?') return null;
  reader.at += head?.[0].length ?? 0;
  const text = alternatives(reader);
  if (reader.source[reader.at] !== ')') return null;
  reader.at += 1;
  return head?.[1] === undefined ? text : (reader.named[head[1]] ?? text);
}
