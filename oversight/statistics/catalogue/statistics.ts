import type { StatisticDefinition } from '../definition.js';
import { ofAgencies } from './agencies.js';
import { ofPlatform } from './platform.js';
import { ofSubjects } from './subjects.js';
import { ofSupervision } from './supervision.js';

/** ST-01 to ST-24 of domain chapter 7, in their order. */
export const statistics: readonly StatisticDefinition[] = [
  ...ofSubjects,
  ...ofSupervision,
  ...ofAgencies,
  ...ofPlatform,
].sort((a, b) => (a.id < b.id ? -1 : 1));
