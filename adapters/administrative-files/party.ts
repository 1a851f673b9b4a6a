import { type Codec, creditCode, personName, text } from 'plumbline/sdk';
import { coded } from './codecs.js';

const isOrganization = coded('DSRLX', {
  PERSON: ['1', '自然人', '个人'],
  ORGANIZATION: ['2', '法人', '单位', '企业'],
});
const name = personName('DSRMC');
const organization = text('DSRMC');
const registered = creditCode('TYSHXYDM');

/** Who the party is decides what its one name column is; where that is not said, only organisations have a credit code. */
function nameIf(wanted: 'PERSON' | 'ORGANIZATION', codec: Codec<string>): Codec<string> {
  return {
    ...codec,
    columns: ['DSRMC', 'DSRLX', 'TYSHXYDM'],
    read: (raw) => {
      const stated = isOrganization.read(raw).value;
      const kind = stated ?? (registered.read(raw).value === null ? 'PERSON' : 'ORGANIZATION');
      return kind === wanted ? codec.read(raw) : { value: null, flags: [] };
    },
    seek: () => null,
    spelling: null,
  };
}

export const partyName = nameIf('PERSON', name);
export const partyOrganizationName = nameIf('ORGANIZATION', organization);
