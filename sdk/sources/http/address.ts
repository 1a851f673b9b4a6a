import { PlumblineError } from '../../../schema/errors.js';
import type { SourceSetting } from '../../source.js';

/** Where a service is reached: `origin` may be another system's, the rest is always its own. */
export type Address = Pick<URL, 'origin' | 'pathname' | 'search'>;

/** Takes a service's URL apart. Throws `ADAPTER_INVALID`, without repeating it, for what is no HTTP URL. */
export function addressOf(url: string, { adapter, reroute }: Pick<SourceSetting, 'adapter' | 'reroute'>): Address {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new PlumblineError('ADAPTER_INVALID', `${adapter}: the url is no http:// or https:// address`);
  }
  const { origin, pathname, search } = parsed;
  return { origin: reroute?.(origin) ?? origin, pathname, search };
}
