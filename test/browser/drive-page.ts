import { setTimeout as wait } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import type { GraphqlAnswer } from '../hub/hub-client.js';

/** One of the two pickers in the page's bar. */
export function pickerOf(page: Page, label: '身份 As' | '示例 Example'): Locator {
  return page.getByLabel(label);
}

/** Presses the button, and waits until the answer that came is shown, as far as the window is tall. */
export async function ask(page: Page): Promise<GraphqlAnswer> {
  // The page asks for the schema as well, whenever its account changes.
  const coming = page.waitForResponse(
    (response) => response.url().endsWith('/graphql') && !/__schema/.test(response.request().postData() ?? ''),
  );
  await page.locator('.graphiql-execute-button').click();
  const answer = (await (await coming).json()) as GraphqlAnswer;
  await untilShown(page, JSON.stringify(answer));
  return answer;
}

const patienceMs = 10_000;

/** Waits until the answer's side shows a text from its start, and nothing else; white space does not count. */
export async function untilShown(page: Page, expected: string): Promise<void> {
  const text = withoutSpace(expected);
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const shown = await shownAnswer(page);
    if (text.startsWith(shown) && (shown !== '' || text === '')) return;
    if (Date.now() > deadline) throw new Error(`the page shows ${shown} and not ${text}`);
    await wait(50);
  }
}

// The editor draws lines in any order and places them: text in the document's order would be shuffled.
const linesFromTopToBottom = `
  [...document.querySelectorAll('.result-window .view-line')]
    .sort((one, other) => parseInt(one.style.top) - parseInt(other.style.top))
    .map((line) => line.textContent)
    .join('')`;

/** What the answer's side shows, without white space: lines are indented and wrapped. */
export async function shownAnswer(page: Page): Promise<string> {
  return withoutSpace(String(await page.evaluate(linesFromTopToBottom)));
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s/g, '');
}

/** Replaces what the question's editor holds. */
export async function writeQuestion(page: Page, question: string): Promise<void> {
  await write(page, page.locator('.graphiql-query-editor .monaco-editor').first(), question);
}

/** Replaces what the header editor holds; it is the one below the question when the page opens. */
export async function writeHeaders(page: Page, headers: Readonly<Record<string, string>>): Promise<void> {
  const editor = page.locator('.graphiql-editor-tool .monaco-editor', { hasText: 'authorization' });
  await write(page, editor.first(), JSON.stringify(headers));
}

async function write(page: Page, editor: Locator, text: string): Promise<void> {
  // Pasted: the editor closes brackets and quotes behind what is typed.
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await editor.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
}
