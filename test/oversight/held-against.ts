import type { Plant } from '../../demo/lives/facts.js';
import type { Seals } from '../../schema/context.js';
import type { Hit } from '../../schema/oversight/finding.js';

/** What a rule found, against what was planted. */
export interface HeldAgainst {
  /** Planted under the rule, and not found: `why`. */
  readonly missed: readonly string[];
  /** Near misses of the rule that it did find: `why`, with the record. */
  readonly wrongly: readonly string[];
  /** Hits that no plant of the rule, and no `also` of another, explains: type and key of the record, its text, and whose plant it is. */
  readonly unexplained: readonly string[];
}

/** Holds what a rule found against what was planted. */
export function heldAgainst(rule: string, hits: readonly Hit[], plants: readonly Plant[], seals: Seals): HeldAgainst {
  const traits = hits.map((hit) => ({ hit, traits: traitsOf(hit, seals) }));
  const isOf = (plant: Plant, of: ReadonlySet<string>) =>
    of.has(plant.citizenId) || plant.records.some((record) => of.has(record));
  const own = plants.filter((plant) => plant.rule === rule);
  const found = (plant: Plant) => traits.filter((each) => isOf(plant, each.traits));
  return {
    missed: own.flatMap((plant) => (plant.sort === 'PLANTED' && found(plant).length === 0 ? [plant.why] : [])),
    wrongly: own.flatMap((plant) =>
      plant.sort === 'PLANTED'
        ? []
        : found(plant).flatMap(({ hit }) => (isOfAnother(hit, plant, seals) ? [] : [`${plant.why}: ${told(hit)}`])),
    ),
    unexplained: traits.flatMap(({ hit, traits: of }) => {
      const around = plants.filter((plant) => isOf(plant, of));
      const isExplained = around.some((plant) => plant.rule === rule || plant.also?.includes(rule));
      const whose = around.map((plant) => `${plant.rule} ${plant.sort} ${plant.why}`).join('; ');
      return isExplained ? [] : [`${told(hit)}${whose === '' ? '' : ` [${whose}]`}`];
    }),
  };
}

const told = ({ recordType, recordKey, text }: Hit) => `${recordType} ${recordKey}: ${text.zh}`;

/** Two who sat in one session share its number; whom a hit is about tells them apart. */
function isOfAnother({ person: token }: Hit, { citizenId }: Plant, seals: Seals): boolean {
  const person = token === null ? null : seals.openPerson(token);
  return person?.kind === 'citizen' && person.citizenId !== citizenId;
}

/** Everything by which a hit may belong to a plant: whom it is about, and every number that it names. */
function traitsOf(hit: Hit, seals: Seals): ReadonlySet<string> {
  const person = hit.person === null ? null : seals.openPerson(hit.person);
  const values = hit.evidence.flatMap(({ value, recordId }) => [...(value?.split(/[、,;\s]+/) ?? []), value, recordId]);
  return new Set(
    [person?.kind === 'citizen' ? person.citizenId : null, hit.recordKey, ...hit.files, ...values].filter(
      (each): each is string => each !== null && each !== '',
    ),
  );
}
