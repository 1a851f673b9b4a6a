import { findDivision } from '../../schema/codes/division-history.js';
import { isIsoDate } from '../../schema/values/plain-date.js';
import type { ParameterFile } from './format.js';
import type { ReportPath } from './plan.js';

/** Holds the values of parameters against their kinds, divisions and one another. */
export function checkParameters(files: Readonly<Record<string, ParameterFile>>, report: ReportPath): void {
  for (const [name, { type, values }] of Object.entries(files)) {
    const seen = new Set<string>();
    for (const [at, each] of values.entries()) {
      const path = ['parameters', name, 'values', at];
      const say = (message: string) => report(path, `parameters.${name}.values.${at}: ${message}`);
      const wrong = wrongValue(type, each.value);
      if (wrong !== null) say(`${JSON.stringify(each.value)} is ${wrong}`);
      if (each.division !== null && findDivision(each.division.slice(0, 6).padEnd(6, '0')) === null)
        say(`${each.division} is no division of GB/T 2260`);
      if (each.from !== null && each.until !== null && each.until < each.from) say('ends before it begins');
      const place = `${each.division ?? ''} ${each.from ?? ''} ${each.until ?? ''}`;
      if (seen.has(place)) say('another value holds for the same division and days; keep one');
      seen.add(place);
    }
    if (!values.some(({ division, until }) => division === null && until === null))
      report(
        ['parameters', name, 'values'],
        `parameters.${name}: has no value for everywhere from now on; give one without division and until`,
      );
  }
}

function wrongValue(type: ParameterFile['type'], value: ParameterFile['values'][number]['value']): string | null {
  switch (type) {
    case 'int':
      return Number.isInteger(value) ? null : 'no whole number';
    case 'number':
      return typeof value === 'number' ? null : 'no number';
    case 'money':
      return typeof value === 'number' && Number.isInteger(Math.round(value * 100)) ? null : 'no amount of yuan';
    case 'date':
      return isIsoDate(value) ? null : 'no day (YYYY-MM-DD)';
    case 'list':
      return Array.isArray(value) ? null : 'no list';
    default:
      return typeof value === 'string' ? null : 'no text; put it in quotes';
  }
}
