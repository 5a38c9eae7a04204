import { protocol } from 'electron';
import { securityHeaders } from '../server/security-headers.ts';
import { readStaticFiles } from '../server/static-files.ts';
import { PAGE_FOLDER } from './paths.ts';

/** The page has an origin of its own, `app://workbench`, with the rights of a secure site and no others. */
export const PAGE_ORIGIN = 'app://workbench';

/** Before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** Serves the built page at its origin. @throws WorkbenchError `damaged` if it is not built. */
export function servePage(): void {
  const files = readStaticFiles(PAGE_FOLDER);
  const headers = securityHeaders();
  protocol.registerBufferProtocol('app', ({ url }, respond) => {
    const { host, pathname } = new URL(url);
    const file = host === 'workbench' ? files.get(pathname) : undefined;
    if (file) respond({ data: file.content, mimeType: file.type.split(';')[0]!, charset: 'utf-8', headers });
    else respond({ statusCode: 404, data: Buffer.from('There is nothing here.'), mimeType: 'text/plain', headers });
  });
}
