import { PlumblineError } from '../../../schema/errors.js';
import type { RawCondition } from '../../raw.js';
import type { OpenSource, Source, SourceSetting } from '../../source.js';
import { addressOf } from '../http/address.js';
import { eitherWay } from '../http/either-way.js';
import { openEndpoint } from '../http/endpoint.js';
import { openPace } from '../http/pace.js';
import { openAuthorization } from './authorization.js';
import type {} from './desk.js';
import { readResource } from './read-resource.js';
import type { RestRequest, RestResource, RestSettings } from './settings.js';

/**
 * Lists of a REST service: JSON, bare or in an envelope, in pages by number, offset, cursor or link, with its own filters. What the
 * service cannot filter is filtered by the hub, and order is the hub’s but for that of a `sorted` list. A binding's `table` is a `RestResource`.
 *
 * Reads reject with `SourceFailure`: `MALFORMED` (no JSON, another shape, more bytes than `bodyLimit`, pages that repeat),
 * `CREDENTIALS` (401, 403, a refused login or new token), `QUOTA` (429, and no turn within the time), `OVERLOADED` (503 with
 * `Retry-After`, and none within the time), `REFUSED`, `TIMEOUT`, and `FAILED` for the rest.
 */
export function rest(settings: RestSettings): Source<RestResource> {
  return { kind: 'rest', about: { settings }, open: async (setting) => openService(settings, setting) };
}

function openService(settings: RestSettings, setting: SourceSetting): OpenSource<RestResource> {
  const { page, method } = settings.request;
  if (page.kind === 'link' && method === 'POST') {
    throw new PlumblineError('ADAPTER_INVALID', `${setting.adapter}: links lead from page to page with GET only`);
  }
  const { origin, pathname } = addressOf(settings.baseUrl, setting);
  const prefix = pathname.replace(/\/$/, '');
  const endpoint = openEndpoint(origin, setting, settings.bodyLimit);
  const { envelope = {} } = settings;
  const authorization = openAuthorization(settings.auth ?? { kind: 'none' }, { endpoint, prefix, envelope }, setting);
  const service = {
    settings,
    setting,
    envelope,
    prefix,
    endpoint,
    authorization,
    pace: openPace(settings.quota?.callsPerSecond),
    places: new Map<string, number>(),
    cursors: new Map<string, string>(),
  };
  const isSorted = ({ sorted }: RestResource, column: string) => column === sorted && page.kind !== 'link';
  return eitherWay({
    takes: (resource, leaf) =>
      leaf.op === 'gt'
        ? leaf.type === 'text' && isSorted(resource, leaf.column)
        : takesLeaf(resource, leaf, settings.request),
    takesOrder: (resource, order) =>
      order.every(({ column, direction }) => direction === 'ASC' && isSorted(resource, column)),
    groups: false,
    isDoubted: true,
    rows: (query, { signal }) => readResource(service, query, signal),
    close: () => endpoint.close(),
  });
}

function takesLeaf(resource: RestResource, leaf: RawCondition, { filters }: RestRequest): boolean {
  switch (leaf.op) {
    case 'false':
      return true;
    case 'in':
      if (!resource.equals.includes(leaf.column)) return false;
      // Values that are joined by commas cannot hold one; an empty one would be no filter at all.
      return filters.as === 'object' || leaf.values.every((value) => /^[^,]+$/.test(String(value)));
    case 'ge':
      return resource.ranges?.[leaf.column]?.from !== undefined;
    case 'le':
      return resource.ranges?.[leaf.column]?.to !== undefined;
    default:
      return false;
  }
}
