import type { DocumentKind, RuleFacts, RuleSet, Severity } from '../../schema/oversight/rule.js';
import type { BusinessLine } from '../../schema/warrant.js';
import { entity } from '../../sdk/entity.js';
import type { RawRecord } from '../../sdk/raw.js';
import type { Source } from '../../sdk/source.js';
import { type MemorySettings, memory } from '../../sdk/sources/memory/memory.js';
import { kept, keptBasis, keptList } from './book-codecs.js';

const table = 'rules';

/** The rules that the hub has loaded: they are files, and need no table. */
export function rulesInMemory(rules: readonly RuleFacts[]): Source<string> {
  const settings: MemorySettings = { tables: { [table]: rules.map(rowOf) } };
  return memory(settings);
}

export const ruleBinding = () =>
  entity('OversightRule', {
    table,
    key: 'id',
    fields: {
      ruleId: kept('id'),
      version: kept('version'),
      name: kept('name'),
      nameEn: kept('nameEn'),
      ruleSet: kept<RuleSet>('set'),
      severity: kept<Severity>('severity'),
      line: kept<BusinessLine>('line'),
      basis: keptBasis('basis'),
      document: kept<DocumentKind>('document'),
      nightly: keptList('nightly'),
    },
    lookups: ['ruleId'],
  });

function rowOf({ id, version, name, set, severity, line, basis, document, nightly }: RuleFacts): RawRecord {
  return {
    ...{ id, version, set, severity, line, document },
    name: name.zh,
    nameEn: name.en,
    basis: JSON.stringify(basis),
    nightly: JSON.stringify(nightly),
  };
}
