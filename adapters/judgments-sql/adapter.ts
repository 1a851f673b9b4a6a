import { defineAdapter, sql, z } from 'plumbline/sdk';
import { adminReview } from './admin-review.js';
import { occupationBan, prohibitionOrder } from './bans.js';
import { civilJudgment } from './civil-judgment.js';
import { convictionItem } from './conviction.js';
import { courtCase } from './court-case.js';
import { deliveryRecord } from './delivery.js';
import { judgment } from './judgment.js';
import { commutationRuling, paroleRuling } from './parole.js';
import { party } from './party.js';
import { accessoryPenalty, propertyOrder } from './property-penalties.js';
import { revocationRuling } from './revocation.js';
import { sentence } from './sentence.js';
import { temporaryServiceDecision } from './temporary-service.js';

/** The courts' case system (domain 6.1): its read-only view on MySQL, MariaDB or a libSQL file. */
export const judgmentsSql = defineAdapter({
  id: 'judgments-sql',
  agency: '法院',
  options: z
    .object({ url: z.string().describe('Database of the case system: mysql://…, mariadb://… or file:…') })
    .strict(),
  secrets: ['url'],
  source: ({ url }) => sql({ url }),
  entities: [
    courtCase,
    party,
    judgment,
    convictionItem,
    sentence,
    accessoryPenalty,
    propertyOrder,
    prohibitionOrder,
    occupationBan,
    deliveryRecord,
    paroleRuling,
    commutationRuling,
    temporaryServiceDecision,
    revocationRuling,
    civilJudgment,
    adminReview,
  ],
});
