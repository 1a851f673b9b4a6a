/** Bytes as PostgreSQL writes them: `\x00ff`. They are no text: what an agency keeps in them is not guessed. */
export const hexOf = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;
