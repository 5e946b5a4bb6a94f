// test/real: the throw-away certificate authority as files, which is what the real servers and the
// real Thunderbird take. May import: node, main/demo.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAuthority, type LeafOptions } from '../../main/demo/certificates.ts';

export interface ServerCertificate {
  /** PEM file with the server's certificate and, unless it is `alone`, the intermediate. */
  readonly chainFile: string;
  /** PEM file with the private key, readable by its owner alone. */
  readonly keyFile: string;
}

export interface Authority {
  /** PEM file with the root certificate: what a test trusts. */
  readonly rootFile: string;
  /** Makes a server certificate below the intermediate. */
  readonly issue: (options: LeafOptions & { readonly alone?: true }) => Promise<ServerCertificate>;
  /** Removes all files. */
  readonly remove: () => void;
}

/** Makes a root and an intermediate, and a temporary folder for the files. */
export async function makeAuthority(): Promise<Authority> {
  const folder = mkdtempSync(path.join(tmpdir(), 'real-ca-'));
  chmodSync(folder, 0o755); // servers read it under their own user names
  const authority = await createAuthority('Throw-away test');
  const write = (name: string, text: string, mode: number): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text, { mode });
    return file;
  };
  let issued = 0;
  return {
    rootFile: write('root.pem', authority.root, 0o644),
    async issue(options) {
      const { chain, leaf, key } = await authority.issue(options);
      issued += 1;
      return {
        chainFile: write(`server${issued}.pem`, options.alone ? leaf : chain, 0o644),
        keyFile: write(`server${issued}.key`, key, 0o600),
      };
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
