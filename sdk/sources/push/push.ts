import { PlumblineError } from '../../../schema/errors.js';
import type { DeliverySource, OwnLanding } from '../../source.js';
import { SourceFailure } from '../../source-failure.js';
import { landedReaders } from '../files/landed-readers.js';
import { attachmentReaders, listsAttachments } from './attachment-readers.js';
import { defaultAttachmentTypes } from './attachment-type.js';
import { openReceiver } from './receive.js';
import { defaultPushLimits, type PushSettings } from './settings.js';

/**
 * A system that pushes its records, and files with them, to `POST /push/<adapter>`. Each delivery lands in the hub's store in one
 * transaction and is read back as SQL; bindings name a delivery's `table` and the members of its records, and the table
 * `attachments` (or `attachments:<Entity>`) lists the files. A delivery sent again under its key is answered with the same receipt and changes nothing.
 */
export function push(settings: PushSettings): DeliverySource<string> {
  return {
    kind: 'push',
    about: { settings },
    openReaders: async (bindings, setting) => {
      const { adapter, landing, clock } = setting;
      if (landing?.pushes === undefined) {
        throw new PlumblineError(
          'ADAPTER_INVALID',
          `${adapter} is pushed to and was opened without a landing for pushes`,
        );
      }
      assertCredentials(adapter, settings);
      const records = bindings.filter((binding) => !listsAttachments(binding));
      const attachments = bindings.filter(listsAttachments);
      const gate = openGate(landing);
      return {
        readers: [
          ...landedReaders(records, setting, landing, gate.ready),
          ...attachmentReaders(attachments, records, setting, landing, gate.ready),
        ],
        receiver: openReceiver({
          clock,
          pushes: landing.pushes,
          bindings: records,
          credentials: settings.credentials,
          limits: { ...defaultPushLimits, ...settings.limits },
          types: settings.attachmentTypes ?? defaultAttachmentTypes,
          onLanded: gate.open,
        }),
        close: async () => {},
      };
    },
  };
}

/** Shut while nothing was ever pushed: no record is not the same as no delivery. */
function openGate(landing: OwnLanding) {
  let isOpen = false;
  return {
    open: () => {
      isOpen = true;
    },
    ready: async () => {
      isOpen ||= (await landing.latest()) !== null;
      if (!isOpen) throw new SourceFailure('FAILED', 'NOTHING_LANDED');
    },
  };
}

const leastSecret = 32;

function assertCredentials(adapter: string, { credentials }: PushSettings): void {
  const secrets = credentials.map((credential) => (credential.kind === 'hmac' ? credential.secret : credential.token));
  if (secrets.length > 0 && secrets.every((secret) => secret.length >= leastSecret)) return;
  const words = `${adapter} needs credentials to push with, each of ${leastSecret} characters or more`;
  throw new PlumblineError('ADAPTER_INVALID', words);
}
