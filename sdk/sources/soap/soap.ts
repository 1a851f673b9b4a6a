import type { OpenSource, Source, SourceSetting } from '../../source.js';
import { addressOf } from '../http/address.js';
import { eitherWay } from '../http/either-way.js';
import { openEndpoint } from '../http/endpoint.js';
import { openPace } from '../http/pace.js';
import { canSay } from './condition.js';
import { isOwnOrder, readService } from './read-service.js';
import type { SoapService, SoapSettings } from './settings.js';

/**
 * Services of a SOAP request platform: its condition language, pages by number in order of the record key, GB18030 whatever is
 * declared, business errors inside HTTP 200. A binding's `table` is a `SoapService`.
 *
 * Reads reject with `SourceFailure`: `MALFORMED` (no XML, another shape, more bytes than `bodyLimit`, pages that repeat), what codes
 * and faults stand for, `CREDENTIALS` (401, 403), `QUOTA` (429, and no turn within the time), `OVERLOADED` (503 with `Retry-After`, and
 * none within the time), `REFUSED`, `TIMEOUT`, and `FAILED` for the rest; and with `BOUND_EXCEEDED` where a register of everybody is
 * asked without a key.
 */
export function soap(settings: SoapSettings): Source<SoapService> {
  return { kind: 'soap', about: { settings }, open: async (setting) => openPlatform(settings, setting) };
}

function openPlatform(settings: SoapSettings, setting: SourceSetting): OpenSource<SoapService> {
  const { origin, pathname, search } = addressOf(settings.url, setting);
  const endpoint = openEndpoint(origin, setting, settings.bodyLimit);
  const pace = openPace(settings.quota?.callsPerSecond);
  const platform = { settings, setting, path: `${pathname}${search}`, endpoint, pace };
  return eitherWay({
    takes: canSay,
    takesOrder: isOwnOrder,
    groups: false,
    isDoubted: true,
    sweeps: ({ swept = [] }, column) => swept.includes(column),
    rows: (query, { signal }) => readService(platform, query, signal),
    close: () => endpoint.close(),
  });
}
