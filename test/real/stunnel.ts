// test/real: the real stunnel: implicit TLS in front of a plaintext port. May import: node, this folder.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startDaemon, type Daemon } from './daemon.ts';
import { cipherList, MODERN, type TlsFrontOptions } from './tls-front.ts';

/** Starts stunnel with one service. */
export function startStunnel(options: TlsFrontOptions): Promise<Daemon> {
  return startDaemon('stunnel', {
    program: '/usr/bin/stunnel4',
    listeners: [options.listen],
    prepare(folder) {
      const file = path.join(folder, 'stunnel.conf');
      writeFileSync(file, configuration(options));
      return [file];
    },
  });
}

/** Source: stunnel(8), 5.68. */
function configuration(options: TlsFrontOptions): string {
  const { listen, server, certificate, versions = MODERN, clientRoots } = options;
  return `
foreground = yes
pid =
[mail]
accept = ${listen.address}:${listen.port}
connect = ${server.address}:${server.port}
cert = ${certificate.chainFile}
key = ${certificate.keyFile}
sslVersionMin = ${versions.from}
sslVersionMax = ${versions.to}
ciphers = ${cipherList(options)}
${clientRoots === undefined ? '' : `CAfile = ${clientRoots}\nverifyChain = yes`}
`;
}
