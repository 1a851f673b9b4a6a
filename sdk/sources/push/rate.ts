import { PlumblineError } from '../../../schema/errors.js';
import type { PushLimits } from './settings.js';

/** Lets so many pushes in at once, and so many a minute. */
export interface Rate {
  /** Answers what is to be called when the push is done. Throws `TOO_MANY_REQUESTS`. */
  enter(): () => void;
}

const minute = 60_000;

/** A bucket that holds a minute's pushes, and fills evenly. */
export function openRate({ atOnce, perMinute }: Pick<PushLimits, 'atOnce' | 'perMinute'>, clock: () => Date): Rate {
  let underWay = 0;
  let left = perMinute;
  let filledAt = clock().getTime();
  const each = minute / perMinute;
  return {
    enter: () => {
      const now = clock().getTime();
      left = Math.min(perMinute, left + Math.max(0, now - filledAt) / each);
      filledAt = now;
      if (underWay >= atOnce) throw tooMany(1);
      if (left < 1) throw tooMany(Math.ceil(((1 - left) * each) / 1_000));
      left -= 1;
      underWay += 1;
      return () => {
        underWay -= 1;
      };
    },
  };
}

function tooMany(retryAfterS: number): PlumblineError {
  return new PlumblineError('TOO_MANY_REQUESTS', 'The system pushes more than is taken from it', { retryAfterS });
}
