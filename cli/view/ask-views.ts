import { json } from 'node:stream/consumers';
import type { Environment } from '../../gateway/environment.js';
import type { ViewFacts } from '../../oversight/views/view-book.js';
import { counted } from '../counted.js';
import type { Output } from '../output.js';
import { type AskOptions, askHub } from './ask-hub.js';

/** Lists the views that a hub offers: id, version, name. */
export async function listViewsCommand(options: AskOptions, environment: Environment, output: Output): Promise<number> {
  const { views } = (await json(await askHub('/views', options, environment))) as {
    readonly views: readonly ViewFacts[];
  };
  const lines = views.map(({ id, version, name }) => `${id}\t${version}\t${name.zh} · ${name.en}`);
  output.data(views, [...lines, counted(views.length, 'view')].join('\n'));
  return 0;
}

/** Shows one: what it is about, for whom, its variables and its columns. */
export async function showViewCommand(
  id: string,
  options: AskOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  const view = (await json(await askHub(`/views/${encodeURIComponent(id)}`, options, environment))) as ViewFacts;
  const { version, name, about, purposes, roles, variables, columns } = view;
  const lines = [
    `${view.id} ${version}\t${name.zh} · ${name.en}`,
    about.zh.trim(),
    about.en.trim(),
    `purposes\t${purposes.join(', ')}`,
    `roles\t${roles.join(', ')}`,
    ...variables.map(
      ({ name: own, title, type, isNeeded }) =>
        `--set ${own}=${type}\t${title.zh} · ${title.en}${isNeeded ? ' (needed)' : ''}`,
    ),
    ...columns.map(({ name: own, title }) => `column ${own}\t${title.zh} · ${title.en}`),
  ];
  output.data(view, lines.join('\n'));
  return 0;
}
