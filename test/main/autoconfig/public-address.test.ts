// test: what a stranger's certificate may make this computer connect to.
import { describe, expect, it } from 'vitest';
import { nodeWeb } from '../../../main/autoconfig/node-web.ts';
import { isPublicAddress } from '../../../main/autoconfig/public-address.ts';

describe('isPublicAddress', () => {
  it.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '223.255.255.255',
    '2606:4700::1',
    '::ffff:8.8.8.8',
  ])('%s leads out', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.0.9',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.178.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:192.168.0.1',
    'fe80::1%eth0',
    'fd00::1',
    'ff02::1',
  ])('%s is this computer’s or its network’s own', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a web that admits only the Internet', () => {
  const request = { signal: new AbortController().signal, maxBytes: 100, timeoutMs: 5000 };

  it.each(['http://127.0.0.1:9/', 'http://[::1]:9/', 'http://router.test/reboot'])(
    'never connects to %s',
    async (url) => {
      const addresses = () => Promise.resolve(['192.168.0.1', '127.0.0.1']);
      const web = nodeWeb({ anchors: [], addresses, admits: isPublicAddress });
      await expect(web.get(url, request)).rejects.toMatchObject({ detail: 'EACCES' });
    },
  );
});
