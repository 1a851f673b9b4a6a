/** How an SFTP server is reached: it proves itself by its key, and the hub by a password or a key of its own. No agent is asked. */
export interface SftpAccess {
  /** SHA-256 of the server's host key as `ssh-keygen -lf` shows it: `SHA256:…` (base64). Another key is not spoken to. */
  readonly hostKey: string;
  readonly login:
    | { readonly password: string }
    /** PEM or OpenSSH format; `passphrase` where it is encrypted. */
    | { readonly privateKey: string; readonly passphrase?: string };
  /** Longest silence of the server, ms. Default 20,000. */
  readonly silenceMs?: number;
}

export interface SftpAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly path: string;
}
