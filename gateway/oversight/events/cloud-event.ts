import type { OversightEvent } from '../../../schema/oversight/matter.js';

/** Media type of one event in JSON (CloudEvents 1.0, JSON format 3). */
export const cloudEventType = 'application/cloudevents+json';

/**
 * An event as CloudEvents 1.0 has it, in JSON. Agency, division and line are extension attributes, so that who passes it on need
 * not look into its data; an attribute without a value is absent.
 */
export function cloudEvent(
  { id, type, subject, at, data, agencyCode, divisionCode, line }: OversightEvent,
  source: string,
): string {
  return JSON.stringify({
    specversion: '1.0',
    ...{ id, source, type, subject },
    time: at,
    datacontenttype: 'application/json',
    ...(agencyCode === null ? {} : { agency: agencyCode }),
    ...(divisionCode === null ? {} : { division: divisionCode }),
    ...(line === null ? {} : { line }),
    data,
  });
}
