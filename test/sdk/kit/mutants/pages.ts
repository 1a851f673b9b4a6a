import { citizenId, dateTime, flag, text } from '../../../../sdk/index.js';
import type { Mutant } from './mutant.js';
import { fields, permitsWith, sqlBase, withField, withPage } from './permit.js';

const base = sqlBase;

/** What a page gets wrong about the table. */
export const pageMutants: readonly Mutant[] = [
  {
    name: 'another-column',
    fault: 'reads a remark from the column of names',
    base,
    by: 'reading.golden',
    names: /^Permit\.remark: reads /,
    definition: withField('remark', text('XM')),
  },
  {
    name: 'another-person-s-column',
    fault: 'looks people up in the column of another number',
    base,
    by: 'reading.golden',
    names: /^Permit\.citizenId: reads /,
    definition: withField('citizenId', citizenId('XKBH')),
  },
  {
    name: 'key-not-unique',
    fault: 'takes the kind of permit for the key',
    base,
    by: 'reading.kinds',
    names: /^Permit: two records have the same key in LX/,
    definition: withPage({ key: 'LX' }),
  },
  {
    name: 'key-null-in-some-rows',
    fault: 'takes a column for the key that is empty in some rows',
    base,
    by: 'reading.kinds',
    names: /^Permit: a record has no key in FZRQ/,
    definition: withPage({ key: 'FZRQ' }),
  },
  {
    name: 'soft-deletes-forgotten',
    fault: 'does not know the column of soft deletes',
    base,
    by: 'reading.golden',
    names: /^Permit: 1 records are answered that the reference reading does not have/,
    definition: withPage({ alive: undefined }),
  },
  {
    name: 'soft-deletes-inverted',
    fault: 'takes the mark of deletion for the mark of life',
    base,
    by: 'reading.golden',
    names: /^Permit: 11 of 11 golden records are not answered/,
    definition: withPage({ alive: { column: 'SFYX', dead: ['1'] } }),
  },
  {
    name: 'exclusion-forgotten',
    fault: 'shares records of a secrecy grade',
    base,
    by: 'reading.golden',
    names: /^Permit: 1 records are answered that the reference reading does not have/,
    definition: withPage({ excluded: undefined }),
  },
  {
    name: 'exclusion-incomplete',
    fault: 'knows one grade of secrecy, and the system has two',
    base,
    by: 'reading.golden',
    names: /^Permit: 1 records are answered that the reference reading does not have/,
    definition: withPage({ excluded: [{ column: 'MJ', is: ['绝密'] }] }),
  },
  {
    name: 'exclusion-of-another-column',
    fault: 'looks for the secrecy grade in the remarks',
    base,
    by: 'reading.golden',
    names: /^Permit: 1 records are answered that the reference reading does not have/,
    definition: withPage({ excluded: [{ column: 'BZ', contains: ['机密'] }] }),
  },
  {
    name: 'time-of-entry-for-time-of-change',
    fault: 'takes the time of entry for the time of the last change',
    base,
    by: 'reading.golden',
    names: /^Permit: asOf of \d+ records is another than the reference has/,
    definition: withPage({ updated: 'LRSJ' }),
  },
  {
    name: 'time-of-change-invented',
    fault: 'says that a record without a time of change was changed on a day of its own',
    base,
    by: 'reading.golden',
    names: /^Permit: asOf of 1 records is another than the reference has/,
    definition: withPage({
      updated: {
        ...dateTime('GXSJ'),
        read: (raw: Readonly<Record<string, unknown>>) =>
          raw.GXSJ == null ? { value: '2024-01-01T00:00:00+08:00', flags: [] } : dateTime('GXSJ').read(raw),
      },
    }),
  },
  {
    name: 'division-of-the-household',
    fault: 'takes the division of the person’s household for the one that the record belongs to',
    base,
    by: 'reading.golden',
    names: /^Permit\.jurisdictionDivisionCode: reads /,
    definition: withField('jurisdictionDivisionCode', text('HJXZQH', { clean: true })),
  },
  {
    name: 'sealing-inverted',
    fault: 'shows sealed records and hides the others',
    base,
    by: 'reading.golden',
    names: /^Permit\.sealed: reads true where the reference reads false/,
    definition: withField('sealed', {
      ...flag('SFFC'),
      read: (raw) => {
        const { value, flags } = fields.sealed.read(raw);
        return { value: value === null ? null : !value, flags };
      },
    }),
  },
  {
    name: 'secret-not-named',
    fault: 'does not name the address with its password among the secrets',
    base,
    by: 'redaction.named',
    names: /the option url holds an address with a password and is not named in `secrets`/,
    definition: permitsWith({ secrets: [] }),
  },
];
