import type { LegalBasis } from '../../schema/oversight/rule.js';
import { isIsoDate } from '../../schema/values/plain-date.js';
import { badInput } from './refusals.js';

// Inputs of mutations as callers wrote them: the graph has checked their types, not their sense.

export type Input = Readonly<Record<string, unknown>>;

/** Text without the spaces around it, of so many characters; line breaks are let through. Rejects with `BAD_USER_INPUT`. */
export function textOf(input: Input, name: string, least: number, most: number): string {
  const given = input[name];
  const text = typeof given === 'string' ? given.trim() : '';
  const { length } = [...text];
  if (length >= least && length <= most && !/\p{Cc}/u.test(text.replaceAll(/[\n\r\t]/g, ' '))) return text;
  throw badInput(`${name} takes ${least} to ${most} characters`);
}

/** The same where nothing may be said. */
export function noteOf(input: Input, name = 'note'): string | null {
  const given = input[name];
  if (given === null || given === undefined || (typeof given === 'string' && given.trim() === '')) return null;
  return textOf(input, name, 1, 2_000);
}

/** A list without what was said twice. */
export function listOf(input: Input, name: string, most: number): readonly string[] {
  const given = (input[name] ?? []) as readonly string[];
  const texts = [...new Set(given.map((text) => text.trim()))];
  if (texts.length > most) throw badInput(`${name} takes at most ${most} at once`);
  if (texts.some((text) => text === '' || [...text].length > 200))
    throw badInput(`${name} takes 1 to 200 characters each`);
  return texts;
}

/** An ISO 8601 instant that is not to come. */
export function pastInstant(input: Input, name: string, now: Date): string {
  const given = input[name];
  const time = Date.parse(String(given));
  if (Number.isNaN(time)) throw badInput(`${name} is not an ISO 8601 instant`);
  if (time > now.getTime()) throw badInput(`${name} is still to come`);
  return new Date(time).toISOString();
}

/** A day that has not passed; null where none is given. */
export function comingDay(input: Input, name: string, today: string): string | null {
  const given = input[name];
  if (given === null || given === undefined) return null;
  if (typeof given !== 'string' || !isIsoDate(given)) throw badInput(`${name} is not a day, YYYY-MM-DD`);
  if (given <= today) throw badInput(`${name} has passed`);
  return given;
}

const article = /^(?<law>.+?)(?<article>第[〇零一二三四五六七八九十百千之\d]+条.*)$/u;

/** `人民检察院刑事诉讼规则第五百五十二条` as law and article, at least one. */
export function basisOf(input: Input, name: string): readonly LegalBasis[] {
  const cited = listOf(input, name, 20);
  if (cited.length === 0) throw badInput(`${name} cites at least one law and article`);
  return cited.map((text, index) => {
    const { law, article: place } = article.exec(text)?.groups ?? {};
    if (law === undefined || place === undefined)
      throw badInput(`${name}[${index}] does not name a law and its article, as 社区矫正法第四十六条`);
    return { law: law.trim().replaceAll(/^《|》$/g, ''), article: place };
  });
}
