// long: a flat table of stories, a rule each.
import { addMonths, type Day, dateText, dayOf, monthOf } from '../days.js';
import { deceased, tellDeath } from '../death-story.js';
import { homeDivision, townshipsOf, villagesOf } from '../divisions.js';
import type { LifeBuilder } from '../life-builder.js';
import { type PensionStory, tellPension } from '../pension-story.js';
import { drawPerson } from '../people.js';
import type { PersonFact } from '../person-facts.js';
import { tellPost } from '../post-story.js';
import type { DeathRegister } from '../register-facts.js';
import type { SessionBook } from '../sessions.js';
import { type Household, type SubsidyStory, tellSubsidy } from '../subsidy-story.js';
import { imprisoned } from './conviction-plant.js';
import { found, type PlantStory, storiesOf, tellSubject } from './plant-story.js';

const division = homeDivision;
const villages = townshipsOf(division).flatMap(villagesOf);
const villageAt = (index: number) => villages[index] ?? { code: `${division}101201`, name: '前刘村' };
const old = { division, ageFrom: 66, ageTo: 84 };

/** Somebody who died, as the registers have it. */
function dead(life: LifeBuilder, died: Day, registers: readonly DeathRegister[]) {
  const drawn = drawPerson(life.random, life.run, { ...old, key: `${life.key}-P1` });
  const person = life.know(deceased(drawn, died));
  return { person, died, records: tellDeath(life, { person, division, died, registers }) };
}

type Paid = Partial<PensionStory> & Pick<PensionStory, 'paid'>;

function pensionOf(life: LifeBuilder, person: PersonFact, story: Paid) {
  return tellPension(life, {
    person,
    division,
    scheme: 'ENTERPRISE',
    entitledFrom: addMonths(dayOf(person.birthDate), 60 * 12),
    ...story,
  });
}

const upTo = (first: Day, last: Day) => ({ first: monthOf(first), last: monthOf(last) });

function subsidised(life: LifeBuilder, households: readonly Household[], story: Partial<SubsidyStory> = {}) {
  const neighbour = { person: life.person({ division, ageFrom: 30, ageTo: 60 }), contractedMu: 6.5 };
  return tellSubsidy(life, {
    division,
    village: villageAt(9),
    subsidyKind: 'FARMLAND_FERTILITY',
    paidAt: life.run.asOf - 134,
    households: [...households, neighbour],
    isPublished: true,
    ...story,
  });
}

/** Paid to a dead person's heir for the funeral. */
function funeralGrant(life: LifeBuilder, person: PersonFact, died: Day) {
  const heir = life.person({ division, ageFrom: 35, ageTo: 60 });
  return tellSubsidy(life, {
    division,
    village: villageAt(10),
    subsidyKind: 'FUNERAL_GRANT',
    paidAt: died + 45,
    households: [{ person, contractedMu: 0, change: { accountHolder: heir.key } }],
    isPublished: false,
  });
}

const deathPaid: readonly PlantStory[] = storiesOf(
  'XD-01',
  {
    '殡葬、民政已登记死亡,养老金又发了五个月': (life) => {
      const { asOf } = life.run;
      const { person, died, records } = dead(life, asOf - 190, ['FUNERAL', 'CIVIL_AFFAIRS']);
      const { entitlementNo } = pensionOf(life, person, { paid: upTo(addMonths(died, -3), addMonths(died, 5)) });
      return { citizenId: person.citizenId, records: [entitlementNo, ...records] };
    },
    去年死亡的农户今年仍领耕地地力补贴: (life) => {
      const { person, records } = dead(life, life.run.asOf - 420, ['PUBLIC_SECURITY', 'HEALTH']);
      const { projectNo, paymentNos } = subsidised(life, [{ person, contractedMu: 8.2 }]);
      return { citizenId: person.citizenId, records: [paymentNos[0] ?? '', projectNo, ...records] };
    },
  },
  {
    死亡当月的养老金在二十五日后补发: (life) => {
      const died = dayOf(`${monthOf(addMonths(life.run.asOf, -4))}-16`);
      const { person, records } = dead(life, died, ['HEALTH', 'FUNERAL', 'PUBLIC_SECURITY']);
      const { entitlementNo } = pensionOf(life, person, {
        paid: upTo(addMonths(died, -2), addMonths(died, 1)),
        payDay: 10,
        status: { status: 'ENDED', endedAt: dateText(died) },
      });
      return { citizenId: person.citizenId, records: [entitlementNo, ...records] };
    },
    同名的另一人死亡: (life) => {
      const { person: gone, records } = dead(life, life.run.asOf - 200, ['CIVIL_AFFAIRS']);
      const person = life.person({ ...old, name: gone.name });
      const { entitlementNo } = pensionOf(life, person, {
        paid: upTo(addMonths(life.run.asOf, -6), addMonths(life.run.asOf, -1)),
      });
      return { citizenId: person.citizenId, records: [entitlementNo, ...records] };
    },
    死亡后四十五日发给家属的丧葬补助: (life) => {
      const { person, died, records } = dead(life, life.run.asOf - 150, ['HEALTH', 'FUNERAL', 'PUBLIC_SECURITY']);
      const { paymentNos } = funeralGrant(life, person, died);
      return { citizenId: person.citizenId, records: [...paymentNos, ...records] };
    },
    多发两个月的养老金已追回: (life) => {
      const { person, died, records } = dead(life, life.run.asOf - 160, ['FUNERAL', 'PUBLIC_SECURITY']);
      life.reviseWith((fact) =>
        fact.kind === 'PensionPayment' && (fact.paidAt ?? '') > dateText(died)
          ? { ...fact, status: 'RECOVERED' }
          : fact,
      );
      const { entitlementNo } = pensionOf(life, person, {
        paid: upTo(addMonths(died, -2), addMonths(died, 2)),
        status: { status: 'ENDED', endedAt: dateText(died) },
      });
      return { citizenId: person.citizenId, records: [entitlementNo, ...records] };
    },
  },
);

function farmer(life: LifeBuilder) {
  return life.person({ division, ageFrom: 35, ageTo: 60 });
}

function cadreOf(life: LifeBuilder, person: PersonFact, village: { readonly code: string; readonly name: string }) {
  return tellPost(life, {
    person,
    division,
    employment: 'VILLAGE_CADRE',
    from: life.run.asOf - 1500,
    change: { unitName: `${village.name}村民委员会`, villageCode: village.code },
  });
}

const subsidyAnomalies: readonly PlantStory[] = storiesOf(
  'XD-02',
  {
    同一人同一年在三个村领取同一补贴: (life) => {
      const person = farmer(life);
      const told = [3, 12, 21].map((at) =>
        subsidised(life, [{ person, contractedMu: 7.3 }], { village: villageAt(at) }),
      );
      return { citizenId: person.citizenId, records: told.map(({ paymentNos }) => paymentNos[0] ?? '') };
    },
    三户补贴打入村干部账户: (life) => {
      const village = villageAt(14);
      const cadre = farmer(life);
      const post = cadreOf(life, cadre, village);
      const account = `6223${life.random.digits(15)}`;
      const households = [6.1, 4.8, 9.4].map((contractedMu) => ({
        person: farmer(life),
        contractedMu,
        change: { account, accountHolder: cadre.key },
      }));
      const { paymentNos } = subsidised(life, households, { village });
      return { citizenId: cadre.citizenId, records: [post, ...paymentNos.slice(0, 3)] };
    },
    补贴面积大于承包面积十五亩: (life) => {
      const person = farmer(life);
      const { paymentNos } = subsidised(life, [{ person, contractedMu: 6.4, change: { areaMu: 21.4 } }]);
      return { citizenId: person.citizenId, records: paymentNos.slice(0, 1) };
    },
    项目账面发放比明细合计多八千元: (life) => {
      const person = farmer(life);
      life.reviseWith((fact) =>
        fact.kind === 'SubsidyProject' ? { ...fact, paidAmount: fact.paidAmount + 800_000 } : fact,
      );
      const { projectNo } = subsidised(life, [{ person, contractedMu: 5 }]);
      return { citizenId: person.citizenId, records: [projectNo] };
    },
  },
  {
    同一人在本村领取两种补贴: (life) => {
      const person = farmer(life);
      const first = subsidised(life, [{ person, contractedMu: 7.3 }]);
      const second = subsidised(life, [{ person, contractedMu: 7.3 }], { subsidyKind: 'GRAIN_GROWERS' });
      return { citizenId: person.citizenId, records: [first, second].map(({ paymentNos }) => paymentNos[0] ?? '') };
    },
    补贴打入配偶账户: (life) => {
      const spouse = farmer(life);
      const person = farmer(life);
      const change = { accountHolder: spouse.key };
      const { paymentNos } = subsidised(life, [{ person, contractedMu: 5.5, change }]);
      return { citizenId: person.citizenId, records: paymentNos.slice(0, 1) };
    },
    村干部领取自己承包地的补贴: (life) => {
      const village = villageAt(17);
      const person = farmer(life);
      cadreOf(life, person, village);
      const { paymentNos } = subsidised(life, [{ person, contractedMu: 5.5 }], { village });
      return { citizenId: person.citizenId, records: paymentNos.slice(0, 1) };
    },
  },
);

const recent = (life: LifeBuilder) => upTo(addMonths(life.run.asOf, -6), addMonths(life.run.asOf, -1));

/** A pensioner in prison since eight months. */
function pensionerInPrison(life: LifeBuilder, story: (effective: Day) => Paid) {
  const person = life.person({ division, ageFrom: 61, ageTo: 70 });
  const effective = life.run.asOf - 240;
  const { caseNumber } = imprisoned(life, person, effective);
  const { entitlementNo } = pensionOf(life, person, story(effective));
  return { citizenId: person.citizenId, records: [entitlementNo, caseNumber] };
}

/** A pensioner on probation since a year and more. */
function pensionerOnProbation(life: LifeBuilder, sessions: SessionBook, raised: readonly Day[]) {
  const record = tellSubject(life, sessions, { person: { division, ageFrom: 61, ageTo: 68 } });
  const { entitlementNo } = pensionOf(life, record.person, { paid: recent(life), raised });
  return found(record, entitlementNo);
}

const sentencedPaid: readonly PlantStory[] = storiesOf(
  'XD-04',
  {
    '在监狱服刑,养老金照发': (life) => pensionerInPrison(life, () => ({ paid: recent(life) })),
    缓刑考验期内调高养老金: (life, sessions) => pensionerOnProbation(life, sessions, [life.run.asOf - 304]),
  },
  {
    判决生效次月停发养老金: (life) =>
      pensionerInPrison(life, (effective) => ({
        paid: upTo(addMonths(effective, -3), effective),
        payDay: 1,
        status: {
          status: 'SUSPENDED',
          suspendedFrom: dateText(effective),
          suspendedReason: '服刑期间停发',
        },
      })),
    缓刑期间按原标准发放: (life, sessions) => pensionerOnProbation(life, sessions, []),
    判决之前调高养老金: (life, sessions) => pensionerOnProbation(life, sessions, [life.run.asOf - 669]),
  },
);

/** Rules on what is paid to whom: XD-01, XD-02, XD-04. */
export const benefitPlants: readonly PlantStory[] = [...deathPaid, ...subsidyAnomalies, ...sentencedPaid];
