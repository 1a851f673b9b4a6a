import { openIssuer } from '../demo/issuer.js';
import { samplePerson } from '../demo/lives/sample-person.js';
import { demoPersonNamed } from '../demo/people.js';
import { demoAudience, demoFiles, demoSecret } from '../demo/settings.js';
import type { Environment } from '../gateway/environment.js';
import { sealsOf } from '../gateway/seals.js';
import { PlumblineError } from '../schema/errors.js';
import type { Output } from './output.js';

/** Makes a token of one of the demonstration’s accounts. Rejects with `BAD_USER_INPUT` for a name that nobody there has. */
export async function demoToken(name: string, hours: number, environment: Environment): Promise<string> {
  const person = demoPersonNamed(name);
  const files = demoFiles(environment.dataFolder);
  const issuer = await openIssuer(files.issuerKey);
  const seals = sealsOf(demoSecret(files));
  const own = person.isSamplePerson
    ? { person: seals.sealPerson({ kind: 'citizen', citizenId: samplePerson.citizenId }) }
    : {};
  return issuer.sign(person, { audience: demoAudience, now: new Date(), lifetimeS: Math.round(hours * 3600), ...own });
}

export async function tokenCommand(
  options: { readonly as: string; readonly hours: string },
  environment: Environment,
  output: Output,
): Promise<number> {
  const hours = Number(options.hours);
  if (!(hours > 0 && hours <= 24 * 30)) throw new PlumblineError('BAD_USER_INPUT', '--hours must be between 0 and 720');
  const token = await demoToken(options.as, hours, environment);
  output.data({ as: options.as, token }, token);
  return 0;
}
