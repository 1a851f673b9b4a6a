/** Media types that an attachment may have. */
export type AttachmentType = keyof typeof signatures;

/**
 * What files of a type begin with. OFD (GB/T 33190, the layout format of public documents) is a zip, and is told from other zips
 * by its first member alone where that is the entry document; most writers put it elsewhere, so a zip is all that is asked for.
 */
const signatures = {
  'application/pdf': '255044462d',
  'application/ofd': '504b0304',
  'application/zip': '504b0304',
  'image/jpeg': 'ffd8ff',
  'image/png': '89504e470d0a1a0a',
} as const;

/** Bytes from the beginning that `isOfType` looks at. */
export const signatureBytes = 8;

/** Zips are not among them: anything may be in one. */
export const defaultAttachmentTypes: readonly AttachmentType[] = [
  'application/pdf',
  'application/ofd',
  'image/jpeg',
  'image/png',
];

/** Whether the file is what it was declared to be, by its first bytes. */
export function isOfType(type: AttachmentType, head: Buffer): boolean {
  return head.toString('hex').startsWith(signatures[type]);
}
