// test/real: a small network of this process's own: a network namespace at the other end of a virtual
// Ethernet cable, with addresses that swallow every packet, are unreachable, or answer. Nothing of it
// leaves this computer. Needs root. May import: node.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * As the main namespace, where the tests run, meets it. The addresses are of 198.18.0.0/15, which is
 * for trying out network devices (RFC 2544 appendix C.2.2), and of fd00::/8 (RFC 4193).
 */
export interface SmallNetwork {
  /** Of the main namespace itself, to start servers at; reached from inside as well. */
  readonly live: string;
  readonly liveIPv6: string;
  /** A host with all ports closed: it answers SYN with RST. */
  readonly closed: string;
  readonly closedIPv6: string;
  /** Every packet is swallowed: no answer to SYN, ever. */
  readonly dead: string;
  readonly deadIPv6: string;
  /** A router answers that there is no way to this host: ICMP destination unreachable. */
  readonly unreachable: string;
  /**
   * To be put before a command to run it inside the namespace. There /etc/resolv.conf names `live`
   * as the only name server, to be asked twice, a second each.
   */
  readonly inside: readonly [program: string, ...args: string[]];
  /** Takes it all down. */
  readonly remove: () => void;
}

const IP = 'ip';

/** How many processes can have a network at the same time, if their ids follow each other. */
const NETWORKS = 8192;

/** Makes the network, about 20 ms: one at a time in a process. Throws with what `ip` said. */
export function makeNetwork(): SmallNetwork {
  const name = `mail-test-${process.pid}`;
  const near = `mt${process.pid}`; // a card's name has at most 15 characters
  const far = `${near}far`;
  const address = addresses(process.pid % NETWORKS);
  const resolver = path.join('/etc/netns', name); // ip-netns(8)
  const remove = (): void => {
    spawnSync(IP, ['link', 'del', near]); // the far card and the routes go with it
    spawnSync(IP, ['netns', 'del', name]);
    rmSync(resolver, { recursive: true, force: true });
  };
  remove(); // what a killed process with the same number may have left
  try {
    mkdirSync(resolver, { recursive: true });
    writeFileSync(
      path.join(resolver, 'resolv.conf'),
      `nameserver ${address.live}\noptions timeout:1 attempts:2\n`,
    );
    ip('netns', 'add', name);
    ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name);
    ipWith(farEnd(far, address), '-netns', name, '-batch', '-');
    ipWith(nearEnd(near, address), '-batch', '-');
    ip('netns', 'exec', name, 'sh', '-e', '-c', ROUTER);
  } catch (error) {
    remove();
    throw error;
  }
  return { ...address, inside: [IP, 'netns', 'exec', name], remove };
}

type Addresses = Omit<SmallNetwork, 'inside' | 'remove'>;

/** The addresses of network number `index`: a /28, with the cable's two ends in its first half. */
function addresses(index: number): Addresses {
  const ipv4 = (host: number): string => {
    const block = index * 16 + host;
    return `198.${18 + (block >> 16)}.${(block >> 8) & 0xff}.${block & 0xff}`;
  };
  const ipv6 = (host: string): string => `fd18:${index.toString(16)}:${host}`;
  return {
    live: ipv4(1),
    liveIPv6: ipv6(':1'),
    closed: ipv4(2),
    closedIPv6: ipv6(':2'),
    dead: ipv4(9),
    deadIPv6: ipv6('1::9'),
    unreachable: ipv4(10),
  };
}

/** `nodad`: usable at once, as nobody else can have the address. */
function nearEnd(card: string, of: Addresses): string {
  return [
    `addr add ${of.live}/29 dev ${card}`,
    `addr add ${of.liveIPv6}/64 dev ${card} nodad`,
    `link set ${card} up`,
    `route add ${of.dead} via ${of.closed}`,
    `route add ${of.unreachable} via ${of.closed}`,
    `route add ${of.deadIPv6} via ${of.closedIPv6}`,
  ].join('\n');
}

function farEnd(card: string, of: Addresses): string {
  return [
    'link set lo up',
    `addr add ${of.closed}/29 dev ${card}`,
    `addr add ${of.closedIPv6}/64 dev ${card} nodad`,
    `link set ${card} up`,
    `route add blackhole ${of.dead}`,
    `route add unreachable ${of.unreachable}`,
    `route add blackhole ${of.deadIPv6}`,
  ].join('\n');
}

/** The far end answers for others only as a router, and each time, not once a second. */
const ROUTER = `
echo 1 > /proc/sys/net/ipv4/ip_forward
echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
echo 0 > /proc/sys/net/ipv4/icmp_ratelimit
`;

/** Why this computer can't have such a network; the empty string if it can. */
export function whyNoNamespaces(): string {
  try {
    makeNetwork().remove();
    return '';
  } catch (error) {
    return `no network namespaces (${(error as Error).message})`;
  }
}

function ip(...args: readonly string[]): void {
  ipWith('', ...args);
}

/** @throws Error with what `ip` said if it does not exit with 0. */
function ipWith(input: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(IP, args, { input, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr.trim()}`);
}
