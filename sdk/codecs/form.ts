import type { CodecForm } from '../codec.js';

/** Says what a codec is called in `plumbline/sdk` and what it was made with. */
export function formOf(name: string, options: Readonly<Record<string, unknown>> = {}, of?: CodecForm): CodecForm {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return {
    name,
    ...(Object.keys(given).length === 0 ? {} : { options: given }),
    ...(of === undefined ? {} : { of }),
  };
}
