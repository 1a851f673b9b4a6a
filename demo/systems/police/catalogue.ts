import { caseWork } from './case-work.js';
import { registers } from './registers.js';
import type { PoliceService } from './resource.js';

/** Every resource of the platform, in the order of the interface document. */
export const policeServices: readonly PoliceService[] = [...registers, ...caseWork];

export const serviceById: ReadonlyMap<string, PoliceService> = new Map(policeServices.map((each) => [each.id, each]));
