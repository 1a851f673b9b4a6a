/** `Content-Disposition` of a file to be saved (RFC 6266), its name in UTF-8 (RFC 8187, which replaces RFC 5987) and plainly for old readers. */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w.-]+/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${extValue(name)}`;
}

// attr-char (RFC 8187, 3.2.1) has neither of these, which encodeURIComponent leaves as they are.
function extValue(text: string): string {
  return encodeURIComponent(text).replaceAll(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
