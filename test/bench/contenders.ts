// test/bench: the tools that look at 50 endpoints, each told to look for the same facts as fast as it
// can. May import: node, this folder.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reportsIn } from './facts.ts';
import type { Written } from './facts.ts';
import { runProduct } from './product.ts';
import { findProgram, runProgram } from './programs.ts';
import type { Place } from './real-mail.ts';

/** What all of them are asked. */
export interface Question {
  readonly places: readonly Place[];
  readonly rootFile: string;
  /** Empty, for what a tool writes besides its output. */
  readonly folder: string;
}

export interface Answered extends Written {
  readonly ms: number;
}

export interface Contender {
  readonly who: string;
  /** What Debian calls the package and the program; null for the product. */
  readonly needs: { readonly debianPackage: string; readonly program: string } | null;
  readonly rounds: number;
  /** Minutes: only with --slow. */
  readonly slow: boolean;
  /** The largest ratio of ours to it that is good enough; null for one that is asked for less. */
  readonly aim: number | null;
  readonly ask: (question: Question) => Promise<Omit<Answered, 'who'>>;
}

const LIMIT_MS = 60_000;
const SLOW_LIMIT_MS = 900_000;
const AT_A_TIME = 16;

/** Everything that sslscan can leave out: versions and certificate are left. */
const SSLSCAN = [
  'sslscan --no-colour --starttls-smtp --show-certificate --no-ciphersuites',
  '--no-cipher-details --no-compression --no-fallback --no-groups --no-heartbleed --no-renegotiation',
].join(' ');

export const CONTENDERS: readonly Contender[] = [
  {
    who: 'ours',
    needs: null,
    rounds: 5,
    slow: false,
    aim: null,
    ask: async ({ places, rootFile }) => {
      const { ms, document } = await runProduct(places, 'starttls', rootFile);
      return { ms, reports: reportsIn(document), json: JSON.stringify(document) };
    },
  },
  {
    who: 'sslscan',
    needs: { debianPackage: 'sslscan', program: 'sslscan' },
    rounds: 5,
    slow: false,
    aim: 1,
    ask: async ({ places, folder }) => {
      const list = path.join(folder, 'targets');
      writeFileSync(list, places.map(({ address, port }) => `${address}:${port}\n`).join(''));
      const reports = path.join(folder, 'reports');
      mkdirSync(reports);
      const shell = `${SSLSCAN} {} > ${reports}/{} 2>&1`;
      const args = ['-a', list, '-P', String(AT_A_TIME), '-I{}', 'sh', '-c', shell];
      const { ms } = await runProgram('xargs', args, LIMIT_MS);
      return { ms, reports: filesIn(reports), json: null };
    },
  },
  nmap('nmap -sV, certificates, ciphers, commands', 3, 1, [
    '-sV',
    '--script',
    'ssl-cert,ssl-enum-ciphers,smtp-commands',
  ]),
  nmap('nmap, certificates only', 5, null, ['--script', 'ssl-cert']),
  {
    who: 'testssl',
    needs: { debianPackage: 'testssl.sh', program: 'testssl' },
    rounds: 1,
    slow: true,
    aim: 1,
    ask: async ({ places, rootFile, folder }) => {
      const list = path.join(folder, 'targets');
      const line = ({ host, address, port }: Place): string =>
        `-p -S -t smtp --add-ca ${rootFile} --ip ${address} ${host}:${port}\n`;
      writeFileSync(list, places.map(line).join(''));
      const json = path.join(folder, 'json');
      const args = ['--quiet', '--color', '0', '--parallel', '--jsonfile-pretty', json];
      const { ms, stdout } = await runProgram('testssl', [...args, '--file', list], SLOW_LIMIT_MS);
      const reports = stdout.split(/^(?= Start )/m).slice(1);
      return { ms, reports, json: existsSync(json) ? readFileSync(json, 'utf8') : null };
    },
  },
];

function nmap(
  who: string,
  rounds: number,
  aim: number | null,
  looks: readonly string[],
): Contender {
  return {
    who,
    needs: { debianPackage: 'nmap', program: 'nmap' },
    rounds,
    slow: false,
    aim,
    ask: async ({ places }) => {
      const ports = [...new Set(places.map(({ port }) => port))].join(',');
      const addresses = places.map(({ address }) => address);
      const args = ['-n', '-Pn', '-sT', ...looks, '-p', ports, ...addresses];
      const { ms, stdout } = await runProgram('nmap', args, LIMIT_MS);
      return { ms, reports: stdout.split(/^(?=Nmap scan report for )/m).slice(1), json: null };
    },
  };
}

/** `program (Debian: package)`, if this computer has not got it. */
export function whatIsMissing({ needs }: Contender): string | null {
  if (needs === null || findProgram(needs.program) !== null) return null;
  return `${needs.program} (Debian: ${needs.debianPackage})`;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
}
