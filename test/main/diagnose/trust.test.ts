import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, type CertificateAuthority } from '../../../main/demo/certificates.ts';
import { TrustStore, trustJudge } from '../../../main/diagnose/trust.ts';
import { certificateOf } from '../../../main/probe/certificate.ts';
import { mozillaRoots } from '../../../main/probe/trust-stores.ts';
import type { Certificate } from '../../../shared/model/observation.ts';

const certificatesIn = (pem: string): readonly Certificate[] =>
  (pem.match(/-----BEGIN[^]+?END CERTIFICATE-----/g) ?? []).map((one) =>
    certificateOf(new X509Certificate(one)),
  );

let ours: CertificateAuthority;
let other: CertificateAuthority;
let chain: readonly Certificate[];
let selfSigned: readonly Certificate[];

beforeAll(async () => {
  ours = await createAuthority('Ours');
  // The same names with other keys: only the signature tells them apart.
  other = await createAuthority('Ours');
  chain = certificatesIn((await ours.issue({ names: ['mail.example.org'] })).chain);
  selfSigned = certificatesIn(
    (await ours.issue({ names: ['mail.example.org'], selfSigned: true })).chain,
  );
});

const store = (...pems: readonly string[]): TrustStore => new TrustStore(pems);
const judge = (own: readonly string[], elsewhere: readonly string[], sent = chain) =>
  trustJudge([store(...own)], [store(...elsewhere)])(sent);

describe('a chain is', () => {
  it('trusted when a path of signatures leads to a root of the program', () => {
    expect(judge([ours.root], [])).toBe('trusted');
    expect(judge([...mozillaRoots(), ours.root], mozillaRoots())).toBe('trusted');
  });

  it('trusted elsewhere when only another store of the computer has the root', () => {
    expect(judge(mozillaRoots(), [ours.root])).toBe('trusted-elsewhere');
  });

  it('untrusted when no store has the root', () => {
    expect(judge(mozillaRoots(), mozillaRoots())).toBe('untrusted');
  });

  it('untrusted when a root has the right name and another key', () => {
    expect(judge([other.root], [])).toBe('untrusted');
  });

  it('untrusted when the intermediate is missing, and trusted when that is an anchor itself', () => {
    expect(judge([ours.root], [], chain.slice(0, 1))).toBe('untrusted');
    expect(judge([ours.intermediate], [], chain.slice(0, 1))).toBe('trusted');
  });

  it('untrusted when it signs itself, unless that very certificate is an anchor', () => {
    expect(judge([ours.root], [], selfSigned)).toBe('untrusted');
    const pem = new X509Certificate(Buffer.from(selfSigned[0]!.der, 'base64')).toString();
    expect(judge([pem], [], selfSigned)).toBe('trusted');
  });

  it('untrusted when it is empty or no certificate at all', () => {
    expect(judge([ours.root], [], [])).toBe('untrusted');
    expect(judge([ours.root], [], [{ ...chain[0]!, der: 'AAAA' }])).toBe('untrusted');
  });
});
