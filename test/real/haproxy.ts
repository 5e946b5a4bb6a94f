// test/real: the real HAProxy: implicit TLS in front of a plaintext port. May import: node, this folder.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startDaemon, type Daemon } from './daemon.ts';
import { cipherList, MODERN, type TlsFrontOptions, type TlsVersion } from './tls-front.ts';

/** Starts HAProxy with one listener. */
export function startHaproxy(options: TlsFrontOptions): Promise<Daemon> {
  return startDaemon('haproxy', {
    program: '/usr/sbin/haproxy',
    listeners: [options.listen],
    prepare(folder) {
      const file = path.join(folder, 'haproxy.cfg');
      const pem = path.join(folder, 'server.pem');
      const { chainFile, keyFile } = options.certificate;
      writeFileSync(pem, readFileSync(chainFile, 'utf8') + readFileSync(keyFile, 'utf8'), {
        mode: 0o600,
      });
      writeFileSync(file, configuration(pem, options));
      return ['-db', '-f', file]; // -db: in the foreground
    },
  });
}

/** Source: HAProxy 2.6 configuration manual: bind, defaults. */
function configuration(pem: string, options: TlsFrontOptions): string {
  const { listen, server, versions = MODERN, clientRoots } = options;
  const bind = [
    `bind ${listen.address}:${listen.port} ssl crt ${pem}`,
    `ssl-min-ver ${versionName(versions.from)} ssl-max-ver ${versionName(versions.to)}`,
    `ciphers ${cipherList(options)}`,
    ...(clientRoots === undefined ? [] : [`ca-file ${clientRoots} verify required`]),
  ];
  return `
global
  maxconn 100
  nbthread 1
defaults
  mode tcp
  timeout connect 10s
  timeout client 1m
  timeout server 1m
listen mail
  ${bind.join(' ')}
  server mail ${server.address}:${server.port}
`;
}

/** It alone writes TLS 1.0 with its zero. */
function versionName(version: TlsVersion): string {
  return version === 'TLSv1' ? 'TLSv1.0' : version;
}
