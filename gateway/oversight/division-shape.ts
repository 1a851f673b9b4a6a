import { z } from 'zod';

/** A division of GB/T 2260 in a configuration; unquoted it is a number in YAML. */
export const divisionShape = z
  .union([z.string(), z.number().int()])
  .transform(String)
  .pipe(z.string().regex(/^[1-8]\d(\d{2}){0,2}(\d{3}){0,2}$/));
