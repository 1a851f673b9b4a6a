/**
 * A document that is nothing but elements and text, taken apart in one pass: long answers are rows of that kind. Null for whatever
 * has more to it (attributes, prefixes, comments, CDATA), or something the matter with it: that is for a whole parser to say.
 */
export function parsePlainXml(text: string, { arrays, deepest }: PlainXmlShape): Record<string, unknown> | null {
  const root = open('');
  let innermost = root;
  const above: Open[] = [];
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    const content = text.slice(at, start < 0 ? text.length : start);
    if (content !== '' && !addText(innermost, content)) return null;
    if (start < 0) break;
    const end = text.indexOf('>', start);
    if (end < 0) return null;
    at = end + 1;
    const isClosing = text.charCodeAt(start + 1) === slash;
    const isEmpty = !isClosing && text.charCodeAt(end - 1) === slash;
    const name = text.slice(isClosing ? start + 2 : start + 1, isEmpty ? end - 1 : end);
    if (isClosing) {
      const outer = above.pop();
      if (outer === undefined || innermost.name !== name) return null;
      add(outer, name, heldIn(innermost), arrays);
      innermost = outer;
      continue;
    }
    // What objects have already is no name for a field; text beside elements is mixed content.
    if (!plainName.test(name) || name in {} || innermost.text.trim() !== '') return null;
    if (above.length === 0 && innermost.children !== null) return null;
    if (isEmpty) {
      add(innermost, name, '', arrays);
      continue;
    }
    if (above.length >= deepest) return null;
    const close = text.indexOf('<', at);
    if (isClosingOf(text, close, name)) {
      // Most elements hold text alone: columns of a row.
      const held = text.slice(at, close);
      if (isBroken(held)) return null;
      add(innermost, name, held, arrays);
      at = close + name.length + 3;
      continue;
    }
    above.push(innermost);
    innermost = open(name);
  }
  return above.length > 0 || root.text.trim() !== '' ? null : root.children;
}

export interface PlainXmlShape {
  /** Elements that may repeat: a list of their values, even of one. */
  readonly arrays: ReadonlySet<string>;
  readonly deepest: number;
}

interface Open {
  readonly name: string;
  text: string;
  children: Record<string, unknown> | null;
}

const open = (name: string): Open => ({ name, text: '', children: null });
const [slash, closing] = [0x2f, 0x3e];
const plainName = /^[A-Za-z_][\w.-]*$/;
const badReference = /&(?!(?:#\d+|#x[\da-fA-F]+|amp|lt|gt|quot|apos);)/;

/** Whether `</name>` stands there. */
function isClosingOf(text: string, at: number, name: string): boolean {
  return (
    at >= 0 &&
    text.charCodeAt(at + 1) === slash &&
    text.startsWith(name, at + 2) &&
    text.charCodeAt(at + 2 + name.length) === closing
  );
}

const isBroken = (content: string): boolean => content.includes('&') && badReference.test(content);

function addText(element: Open, content: string): boolean {
  if (isBroken(content)) return false;
  if (element.children !== null) return content.trim() === '';
  element.text += content;
  return true;
}

const heldIn = ({ text, children }: Open): unknown => children ?? text;

function add(parent: Open, name: string, value: unknown, arrays: ReadonlySet<string>): void {
  parent.children ??= {};
  const { children } = parent;
  const known = children[name];
  if (known === undefined) children[name] = arrays.has(name) ? [value] : value;
  else if (Array.isArray(known)) known.push(value);
  else children[name] = [known, value];
}
