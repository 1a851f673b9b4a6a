import { conformanceTable } from '../sdk/testing/conformance.js';
import { policyChecks } from './adapter/policy-stage.js';
import { page, table } from './reference-page.js';

/** `docs/reference/conformance.md`: everything that an adapter is held to, with the law that each check holds. */
export function conformancePage(): string {
  const own = policyChecks(() => new Date(0)).map(({ id, title, law, of, needs }) => ({ id, title, law, of, needs }));
  const families = new Map<string, string[][]>();
  for (const { id, law, of, needs } of [...conformanceTable(), ...own]) {
    const family = id.split('.')[0] ?? id;
    const row = [`\`${id}\``, law, of === 'adapter' ? 'adapter' : 'each record type', needs.join(', ') || 'nothing'];
    families.set(family, [...(families.get(family) ?? []), row]);
  }
  const about =
    'What `plumbline adapter check` and `certify` of `plumbline/sdk/testing` hold an adapter to. A check whose needs are not there is ' +
    'skipped, and the certificate says why. Checks of the family `policy` are those of the command alone: the SDK knows no policies.';
  const lines = [...families].flatMap(([family, rows]) => [
    `## ${family}`,
    '',
    ...table(['check', 'law', 'of', 'needs'], rows),
    '',
  ]);
  return page('Conformance of adapters', about, lines).trimEnd().concat('\n');
}
