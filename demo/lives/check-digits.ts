const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const orgWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Completes 17 digits to a citizen id (GB 11643-1999). */
export function citizenIdOf(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += Number(first17[i]) * (idWeights[i] ?? 0);
  return first17 + '10X98765432'.charAt(sum % 11);
}

/** Completes 17 characters to a unified social credit code (GB 32100-2015): weights are powers of 3 modulo 31. */
export function creditCodeOf(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += creditAlphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return first17 + creditAlphabet.charAt((31 - (sum % 31)) % 31);
}

/** Completes 8 characters to an organisation code (GB 11714). */
export function organizationCodeOf(first8: string): string {
  let sum = 0;
  for (let i = 0; i < 8; i += 1) sum += Number.parseInt(first8.charAt(i), 36) * (orgWeights[i] ?? 0);
  const check = 11 - (sum % 11);
  return first8 + (check === 10 ? 'X' : check === 11 ? '0' : String(check));
}
