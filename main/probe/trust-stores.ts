// main/probe: where root certificates come from: Mozilla's, the system's, and a file given with --ca.
// May import: shared, node.
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import { ProblemError } from '../../shared/model/problem.ts';

/** The bundles that Linux's ca-certificates packages write; the first that can be read is taken. */
const LINUX_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt', // Debian, Ubuntu, Arch, Gentoo
  '/etc/pki/tls/certs/ca-bundle.crt', // Fedora, RHEL
  '/etc/ssl/ca-bundle.pem', // openSUSE
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem', // RHEL 7 and later
  '/etc/ssl/cert.pem', // Alpine
] as const;

/** Mozilla's roots as this Node was built with: PEM, one certificate a string. */
export function mozillaRoots(): readonly string[] {
  return tls.rootCertificates;
}

export interface SystemRoots {
  /** One certificate a string. */
  readonly pems: readonly string[];
  /** Why the store could not be read, for the report; null if it was. */
  readonly unread: string | null;
}

/**
 * The system's own store. Node reads it from 22.15 and 23.10 on (and so does Electron 40 and later);
 * before that the bundle file of ca-certificates is read on Linux, and nothing elsewhere.
 */
export async function systemRoots(): Promise<SystemRoots> {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'system') => string[] };
  if (getCACertificates) return { pems: getCACertificates('system'), unread: null };
  if (process.platform !== 'linux') {
    return { pems: [], unread: `Node ${process.versions.node} cannot read the system's store` };
  }
  return readBundle(LINUX_BUNDLES);
}

/** The certificates of the first of these files that can be read. */
export async function readBundle(paths: readonly string[]): Promise<SystemRoots> {
  const reasons: string[] = [];
  for (const path of paths) {
    try {
      return { pems: certificatesIn(await readFile(path, 'latin1')), unread: null };
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { pems: [], unread: reasons.join('; ') };
}

/**
 * The certificates in a PEM file, one a string: at least one, and each of them whole. Throws
 * ProblemError `ca-unreadable` with the reason.
 */
export async function readCaFile(path: string): Promise<readonly string[]> {
  try {
    const pems = certificatesIn(await readFile(path, 'latin1'));
    if (pems.length === 0) throw new Error('no PEM certificate in it');
    return pems;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ProblemError(
      { code: 'ca-unreadable', where: path, facts: { reason } },
      { cause: error },
    );
  }
}

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** Comments and other things between them are skipped, as OpenSSL does. Throws if one is damaged. */
function certificatesIn(text: string): readonly string[] {
  return [...text.matchAll(PEM)].map(([pem]) => new X509Certificate(pem).toString());
}
