import { type Codec, code, date, flag, list, type RestResource, text } from 'plumbline/sdk';

/** What the system keeps of every record beside its key: soft deletion, and when it was written. */
export const record = { alive: { column: 'sfyx', dead: ['0'] }, updated: 'gxsj' } as const;

/** Whose the record is. The system fills these columns itself. */
export const ownership = {
  agencyCode: text('fyDm', { clean: true }),
  jurisdictionDivisionCode: code('xzqh', 'GB/T 2260', { clean: true }),
  sealed: flag('fcBz'),
} as const;

/** A list of the interface, and the columns that it may be filtered by. */
export const resource = (name: string, ...equals: readonly string[]): RestResource => ({
  path: `/api/v1/${name}/query`,
  equals: [...equals, 'fyDm', 'xzqh'],
});

const isEpoch = /^\d{12,13}$/;

/** A day written as the milliseconds of its midnight in +08:00, which is this system's own notation; older ones were typed. */
export function day(column: string): Codec<string> {
  const codec = date(column);
  return {
    ...codec,
    read: (raw) => {
      const reading = codec.read(raw);
      if (!isEpoch.test(String(raw[column]))) return reading;
      return {
        value: reading.value,
        flags: reading.flags.filter((each) => each !== 'DATE_VARIANT' && each !== 'TIME_ZONE'),
      };
    },
  };
}

/** Several days: a list of milliseconds, which `list` reads as it reads days between commas. */
export function days(column: string): Codec<readonly string[]> {
  const codec = list(column, day);
  return {
    ...codec,
    read: (raw) => {
      const held = raw[column];
      return codec.read(Array.isArray(held) ? { [column]: held.join(',') } : raw);
    },
  };
}
