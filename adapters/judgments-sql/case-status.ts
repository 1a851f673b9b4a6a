import type { Codec } from 'plumbline/sdk';

type Stage = 'PENDING' | 'CLOSED';

/**
 * The stage of a case from the day and the mode of its closing: closed when either is there. Neither says when the
 * judgment took effect, so nothing reads as EFFECTIVE: the judgment's own date does. What stands there and cannot be
 * read leaves the stage unknown.
 */
export function caseStatus(closedDate: Codec<string>, closingMode: Codec<string>): Codec<Stage> {
  return {
    kind: 'text',
    columns: [...new Set([...closedDate.columns, ...closingMode.columns])],
    read: (raw) => {
      const [day, mode] = [closedDate.read(raw), closingMode.read(raw)];
      if (day.value !== null || mode.value !== null) return { value: 'CLOSED', flags: [] };
      const unread = [...day.flags, ...mode.flags].filter((flag) => flag === 'DATE_INVALID' || flag === 'CODE_UNKNOWN');
      return unread.length > 0 ? { value: null, flags: unread } : { value: 'PENDING', flags: [] };
    },
    seek: (test) => {
      // Whatever is pending has no mode; of closed ones nothing is known but that they have one or the other.
      const absent = closingMode.seek({ op: 'isNull', value: true });
      const isPending = test.op === 'eq' && test.value === 'PENDING';
      return isPending && absent !== null ? { condition: absent.condition, exact: false } : null;
    },
    order: null,
    spelling: null,
  };
}
