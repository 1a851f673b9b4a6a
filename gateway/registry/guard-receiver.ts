import { z } from 'zod';
import { type ErrorCode, PlumblineError } from '../../schema/errors.js';
import { type Push, type PushReceipt, type PushReceiver, unknownSender } from '../../schema/push.js';

const count = z.int().nonnegative();

const receiptShape = z.object({
  key: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  status: z.enum(['LANDED', 'ALREADY_LANDED']),
  receivedAt: z.iso.datetime({ offset: true }),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  landed: count,
  superseded: count,
  duplicates: count,
  outdated: count,
  excluded: count,
  quarantined: count,
  attachments: count,
  reasons: z.array(z.object({ position: z.int().positive(), reason: z.string().regex(/^[A-Z_]{3,40}$/) })),
});

/** What a push may be refused with, in the hub's words; `PUSH_INVALID` also in those of the SDK, which name reason and place. */
const words: Partial<Record<ErrorCode, string>> = {
  PUSH_INVALID: 'The push was refused',
  PUSH_KEY_REUSED: 'The key was used for another delivery',
  BODY_TOO_LARGE: 'The push is longer than this system takes',
  UNSUPPORTED_MEDIA_TYPE: 'The push is of a type that this system does not take',
  TOO_MANY_REQUESTS: 'The system pushes more than is taken from it',
  DEADLINE_EXCEEDED: 'The push did not arrive in time',
  BAD_REQUEST: 'The push broke off',
  STORE_UNAVAILABLE: 'The push could not be landed',
};

const refusal =
  /^The push was refused: [A-Z0-9_]{3,40} in (?:the (?:delivery|headers|body)|(?:record|attachment) \d{1,9})(?: \([\p{L}\p{N}_.-]{1,64}\))?$/u;

/**
 * Holds a receiver that is none of this program's to its contract: a receipt that is one, or a refusal by its code. Its words may
 * hold what was pushed, and do not leave.
 * @param id name of the system
 */
export function guardReceiver(receiver: PushReceiver, id: string): PushReceiver {
  if (typeof receiver?.receive !== 'function')
    throw new PlumblineError(
      'ADAPTER_INVALID',
      `${id} opened with a receiver that is none: make it with the source push`,
    );
  return {
    receive: async (push, signal) => {
      const receipt = await answered(receiver, push, signal).catch((error: unknown) => {
        throw refusalOf(error, id);
      });
      if (receipt === null) throw new PlumblineError('INTERNAL', `${id} answered a push with what is no receipt`);
      return receipt;
    },
  };
}

/** Null for what is no receipt. */
async function answered(receiver: PushReceiver, push: Push, signal: AbortSignal): Promise<PushReceipt | null> {
  return receiptShape.safeParse(await receiver.receive(push, signal)).data ?? null;
}

function refusalOf(error: unknown, id: string): PlumblineError {
  try {
    const { code, message, retryAfterS } = (error ?? {}) as Readonly<Record<string, unknown>>;
    if (code === 'UNAUTHENTICATED') return unknownSender();
    const told = Object.entries(words).find(([known]) => known === code);
    if (told !== undefined) {
      const [known, own] = told as [ErrorCode, string];
      const isPlain = known === 'PUSH_INVALID' && typeof message === 'string' && refusal.test(message);
      const seconds = Number.isSafeInteger(retryAfterS) ? { retryAfterS: Number(retryAfterS) } : {};
      return new PlumblineError(known, isPlain ? message : own, seconds);
    }
  } catch {
    // An error that cannot even be looked at.
  }
  return new PlumblineError('INTERNAL', `${id} failed at a push`);
}
