// main/autoconfig: which addresses are the Internet's, and which this computer's and its network's own.
// May import: node.
import { BlockList, isIPv6 } from 'node:net';

/** IANA's special-purpose registries (RFC 6890), as far as something could be listening there. */
const OWN: readonly (readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

const own = new BlockList();
for (const [network, prefix, family] of OWN) own.addSubnet(network, prefix, family);

/** True for an address that leads out; an IPv4 address in IPv6 form counts as what it is. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPublicAddress(mapped);
  return !own.check(address.replace(/%.*/, ''), isIPv6(address) ? 'ipv6' : 'ipv4');
}
