import { randomUUID } from 'node:crypto';
import { createLetterDesk } from '../../oversight/letters/letter-desk.js';
import type { PeopleDesk } from '../../schema/people/desk.js';
import type { LetterBook } from '../../schema/people/letter.js';
import type { AskInside } from '../ask-inside.js';
import type { AskingRequest } from '../inner-ids.js';
import { houseOver } from '../oversight/houses.js';
import type { HouseConfig } from '../oversight/oversight-config.js';
import { createAskFor } from './ask.js';
import { letterServices } from './letter-services.js';
import { myCase, myCases } from './my-cases.js';
import { myCorrections } from './my-corrections.js';
import { village } from './village.js';

export interface PeopleParts {
  readonly ask: AskInside;
  readonly book: LetterBook;
  readonly houses: readonly HouseConfig[];
  readonly clock: () => Date;
  readonly innerId: (request: AskingRequest) => string;
}

/** What answers the people outside, over the hub that it is a part of. */
export function openPeople({ ask: askInside, book, houses, clock, innerId }: PeopleParts): PeopleDesk {
  const ask = createAskFor(askInside, innerId);
  const houseOf = houseOver(houses);
  return {
    ...createLetterDesk({ book, services: letterServices(ask), clock, newId: randomUUID, houseOf }),
    corrections: (months, wanted, context) => myCorrections({ ask, clock, houseOf }, { months, wanted }, context),
    cases: (wanted, context) => myCases({ ask, clock }, wanted, context),
    caseNumbered: (number, wanted, context) => myCase({ ask, clock }, { number, wanted }, context),
    village: (asked, context) => village(ask, asked, context),
  };
}
