import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may talk to the server: whoever has opened its link, from this machine. The link's token becomes a cookie that no
 * other site can use. Host and Origin are checked because any web page may send requests to a loopback address, and any
 * name may be made to resolve to it (DNS rebinding).
 */
export class Access {
  readonly token = randomBytes(24).toString('base64url');
  readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  /** The link for a person to open. */
  get link(): string {
    return `http://127.0.0.1:${this.port}/?token=${this.token}`;
  }

  /** The header that turns an opened link into a cookie. Cookies are shared by ports, so its name tells the port. */
  get cookie(): string {
    return `${this.#cookieName}=${this.token}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** @returns null if the request was meant for this server; else why it is refused, in words for a person. */
  refuseHost({ headers: { host, origin } }: IncomingMessage): string | null {
    if (!this.#isOurs(host)) return `This server answers to 127.0.0.1 alone, not to "${shown(host)}".`;
    if (origin !== undefined && !(origin.startsWith('http://') && this.#isOurs(origin.slice('http://'.length))))
      return `Another site, "${shown(origin)}", may not use this server.`;
    return null;
  }

  /** @returns null if the request's cookie is right; else why it is refused, in words for a person. */
  refuseStranger({ headers }: IncomingMessage): string | null {
    const prefix = `${this.#cookieName}=`;
    const cookie = headers.cookie?.split(/; */).find((pair) => pair.startsWith(prefix));
    return this.isToken(cookie?.slice(prefix.length)) ? null : 'Please open the link that the workbench printed.';
  }

  isToken(given: string | undefined | null): boolean {
    const [bytes, expected] = [Buffer.from(given ?? ''), Buffer.from(this.token)];
    return bytes.length === expected.length && timingSafeEqual(bytes, expected);
  }

  get #cookieName(): string {
    return `aql-workbench-${this.port}`;
  }

  #isOurs(host: string | undefined): boolean {
    return host === `127.0.0.1:${this.port}` || host === `localhost:${this.port}`;
  }
}

function shown(header: string | undefined): string {
  return (header ?? '').slice(0, 100);
}
