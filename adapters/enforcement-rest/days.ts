import { type Codec, date, list } from 'plumbline/sdk';

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
