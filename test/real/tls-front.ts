// test/real: what stunnel and HAProxy have in common: implicit TLS in front of a plaintext port.
// May import: this folder.
import type { ServerCertificate } from './ca.ts';
import type { Listener } from './wait.ts';

/** As OpenSSL's own commands write them. */
export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

export interface TlsFrontOptions {
  readonly listen: Listener;
  /** Where each connection is passed on to, decrypted. */
  readonly server: Listener;
  readonly certificate: ServerCertificate;
  /** By default TLS 1.2 and later. */
  readonly versions?: { readonly from: TlsVersion; readonly to: TlsVersion };
  /** OpenSSL's cipher list for TLS 1.2 and earlier; by default its own. */
  readonly ciphers?: string;
  /** PEM file: a client must show a certificate below one of these. */
  readonly clientRoots?: string;
}

export const MODERN = { from: 'TLSv1.2', to: 'TLSv1.3' } as const;

/** `@SECLEVEL=0`: above it OpenSSL 3 has no cipher and no signature for TLS 1.1 and earlier. */
export function cipherList({ ciphers = 'DEFAULT', versions = MODERN }: TlsFrontOptions): string {
  const old = versions.from === 'TLSv1' || versions.from === 'TLSv1.1';
  return old ? `${ciphers}:@SECLEVEL=0` : ciphers;
}
