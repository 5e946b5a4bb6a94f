// test/real: a throw-away certificate authority for the real servers, made by openssl: root ->
// intermediate -> server. May import: node.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface ServerCertificate {
  /** PEM file with the server's certificate and the intermediate. */
  readonly chainFile: string;
  /** PEM file, readable by root alone. */
  readonly keyFile: string;
}

export interface Authority {
  /** PEM file with the root certificate: what a test trusts. */
  readonly rootFile: string;
  /** A certificate whose subjectAltName lists these host names, valid for a day. */
  issue(hosts: readonly string[]): ServerCertificate;
  /** Removes all files. */
  remove(): void;
}

/** Makes root and intermediate, P-256, in a temporary folder. */
export function makeAuthority(): Authority {
  const folder = mkdtempSync(path.join(tmpdir(), 'real-ca-'));
  chmodSync(folder, 0o755);
  const at = (name: string): string => path.join(folder, name);
  let issued = 0;

  const key = (name: string): void => {
    openssl(['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], at(name));
    chmodSync(at(name), 0o600);
  };
  const sign = (name: string, subject: string, issuer: string | null, extensions: string): void => {
    key(`${name}.key`);
    const request = openssl(['req', '-new', '-key', at(`${name}.key`), '-subj', `/CN=${subject}`]);
    writeFileSync(at(`${name}.csr`), request);
    writeFileSync(at(`${name}.ext`), extensions);
    const signer =
      issuer === null
        ? ['-signkey', at(`${name}.key`)]
        : ['-CA', at(`${issuer}.pem`), '-CAkey', at(`${issuer}.key`), '-CAcreateserial'];
    const files = ['-in', at(`${name}.csr`), '-extfile', at(`${name}.ext`)];
    openssl(['x509', '-req', '-days', '1', '-sha256', ...files, ...signer], at(`${name}.pem`));
  };

  const authority = 'keyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n';
  sign('root', 'Throw-away test root', null, `basicConstraints=critical,CA:TRUE\n${authority}`);
  const below = `basicConstraints=critical,CA:TRUE,pathlen:0\nauthorityKeyIdentifier=keyid\n`;
  sign('intermediate', 'Throw-away test intermediate', 'root', `${below}${authority}`);

  return {
    rootFile: at('root.pem'),
    issue(hosts) {
      issued += 1;
      const name = `server${issued}`;
      const names = hosts.map((host) => `DNS:${host}`).join(',');
      sign(
        name,
        hosts[0] ?? name,
        'intermediate',
        `basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n` +
          `extendedKeyUsage=serverAuth\nauthorityKeyIdentifier=keyid\nsubjectAltName=${names}\n`,
      );
      const chain =
        readFileSync(at(`${name}.pem`), 'utf8') + readFileSync(at('intermediate.pem'), 'utf8');
      writeFileSync(at(`${name}-chain.pem`), chain);
      return { chainFile: at(`${name}-chain.pem`), keyFile: at(`${name}.key`) };
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function openssl(args: readonly string[], into?: string): string {
  const output = execFileSync('openssl', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (into !== undefined) writeFileSync(into, output, { mode: 0o600 });
  return output;
}
