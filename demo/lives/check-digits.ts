import { citizenIdCheckDigit } from '../../schema/values/citizen-id.js';
import { creditCodeCheckDigit, organisationCodeCheckDigit } from '../../schema/values/credit-code.js';

/** Completes 17 digits to a citizen id (GB 11643-1999). */
export const citizenIdOf = (first17: string): string => first17 + (citizenIdCheckDigit(first17) ?? '');

/** Completes 17 characters to a unified social credit code (GB 32100-2015). */
export const creditCodeOf = (first17: string): string => first17 + (creditCodeCheckDigit(first17) ?? '');

/** Completes 8 characters to an organisation code (GB 11714). */
export const organizationCodeOf = (first8: string): string => first8 + (organisationCodeCheckDigit(first8) ?? '');
