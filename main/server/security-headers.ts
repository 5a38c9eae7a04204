const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/**
 * Headers of every answer: the page runs its own scripts alone, and talks to this server alone.
 * @param origin of the WebSocket; without one, the page may connect to where it came from.
 */
export function securityHeaders(origin = ''): Record<string, string> {
  return {
    'Content-Security-Policy': [...policy, `connect-src 'self' ${origin}`.trim()].join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
