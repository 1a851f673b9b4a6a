import { type Codec, citizenId, flag, otherwise } from 'plumbline/sdk';

/** The register is the authority for the number: it is written there with 18 digits, or with the 15 of before 1999. */
export const registered: Codec<string> = spelledPlainly(citizenId('GMSFHM'));

function spelledPlainly(codec: Codec<string>): Codec<string> {
  const { spelling } = codec;
  if (spelling === null) return codec;
  return {
    ...codec,
    spelling: { ...spelling, of: (value) => spelling.of(value).filter((raw) => /^[\dX]+$/.test(raw)) },
  };
}

/** 备用8:公职人员标志: 1 yes, empty no. */
export const publicOfficial = otherwise(flag('RESERVATION08'), false);
