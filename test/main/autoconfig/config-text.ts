// test: autoconfig files, right and wrong.

const IMAP = {
  type: 'imap',
  hostname: '<hostname>imap.demo.test</hostname>',
  port: '<port>993</port>',
  socketType: '<socketType>SSL</socketType>',
  authentication: '<authentication>password-cleartext</authentication>',
  username: '<username>%EMAILADDRESS%</username>',
  more: '',
};
const SMTP = {
  ...IMAP,
  type: 'smtp',
  hostname: '<hostname>smtp.demo.test</hostname>',
  port: '<port>587</port>',
  socketType: '<socketType>STARTTLS</socketType>',
};

export type ServerParts = Partial<typeof IMAP>;

function server(element: string, parts: typeof IMAP): string {
  const { type, hostname, port, socketType, authentication, username, more } = parts;
  return [`<${element} type="${type}">`, hostname, port, socketType, authentication, username, more]
    .concat(`</${element}>`)
    .filter((line) => line !== '')
    .join('\n');
}

export function incoming(parts: ServerParts = {}): string {
  return server('incomingServer', { ...IMAP, ...parts });
}

export function outgoing(parts: ServerParts = {}): string {
  return server('outgoingServer', { ...SMTP, ...parts });
}

export interface ConfigParts {
  readonly attributes?: string;
  readonly domain?: string;
  readonly displayName?: string;
  readonly servers?: string;
}

/** A file that nothing is wrong with, but for the parts given. Line 1 is the declaration. */
export function configText({
  attributes = 'id="demo.test"',
  domain = '<domain>demo.test</domain>',
  displayName = '<displayName>Demo</displayName>',
  servers = `${incoming()}\n${outgoing()}`,
}: ConfigParts = {}): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<clientConfig version="1.1">',
    `<emailProvider ${attributes}>`,
    domain,
    displayName,
    servers,
    '</emailProvider>',
    '</clientConfig>',
    '',
  ].join('\n');
}

export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
