// main/cli/view: what was found, as text. Pure. May import: shared, the engine's types.
import { format, formatCount, visible } from '../../../shared/messages/catalogue.ts';
import { describeLock, describeProblem } from '../../../shared/messages/describe.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import type { ConfiguredServer, MailServer } from '../../../shared/model/server.ts';
import { mailServers, type Scan, type ScannedProfile } from '../../engine/scan.ts';
import { indented } from '../paint.ts';
import { shortPath, type ViewContext } from './context.ts';

/** The result of `scan`: profiles with their servers, and where was looked. */
export function scanView(scan: Scan, context: ViewContext): string {
  const { texts } = context;
  const count = mailServers(scan.profiles).length;
  const end =
    scan.profiles.length === 0
      ? `${texts.terminal.noProfiles}\n${placesView(scan, context)}`
      : `${formatCount(texts.locale, texts.terminal.scanSummary, count)}\n${context.quiet ? '' : placesView(scan, context)}`;
  return [...scan.profiles.map((profile) => profileView(profile, context)), end].join('\n');
}

export function profileHeading({ profile, running }: ScannedProfile, context: ViewContext): string {
  const { texts, paint } = context;
  const { terminal } = texts;
  const client = texts.clients[profile.client];
  const state =
    running.state === 'running'
      ? ` (${format(terminal.running, { client })})`
      : running.state === 'unknown'
        ? ` (${format(terminal.runningUnknown, { client })})`
        : '';
  const title = format(terminal.profileHeading, { client, name: profile.name });
  return `${paint.bold(title)}${paint.tone('warn', state)}\n  ${paint.dim(visible(shortPath(profile.path, context)))}\n`;
}

function profileView(scanned: ScannedProfile, context: ViewContext): string {
  const { servers } = scanned;
  const rows =
    servers.length === 0
      ? `  ${context.texts.terminal.noServers}\n`
      : servers.map((server) => serverView(server, context)).join('');
  return profileHeading(scanned, context) + rows;
}

function serverView(server: ConfiguredServer, context: ViewContext): string {
  const { texts, columns, paint, quiet } = context;
  if (server.kind === 'other') {
    return `  - ${paint.dim(format(texts.terminal.leftAlone, { type: server.type }))}\n`;
  }
  const remarks = [
    ...server.notes.map((note) => texts.notes[note]),
    ...(server.lockedBy ? [describeLock(texts, server.lockedBy)] : []),
  ];
  return [
    `  - ${serverLine(server, context)}\n`,
    ...(quiet ? [] : remarks.map((remark) => indented(remark, columns, '    '))),
  ].join('');
}

/** `Sending  mail.example.org, port 465, SSL/TLS`: in the words of the mail program. */
export function serverLine(server: MailServer, { texts }: ViewContext): string {
  const { protocol, client, host, port, tls } = server;
  const word = texts.tlsWords[client][tls];
  return `${texts.roles[protocol]}  ${format(texts.terminal.server, { host, port, word })}`;
}

export function placesView({ places }: Scan, context: ViewContext): string {
  const { texts, paint } = context;
  const { lookedIn, placeFound, placeNotFound } = texts.terminal;
  return [
    `${formatCount(texts.locale, lookedIn, places.length)}\n`,
    ...places.map(({ path, found }) =>
      paint.dim(`  ${visible(shortPath(path, context))} (${found ? placeFound : placeNotFound})\n`),
    ),
  ].join('');
}

/** Problems, for stderr. */
export function problemsView(problems: readonly Problem[], context: ViewContext): string {
  return problems
    .map((problem) => {
      const { summary, advice } = describeProblem(context.texts, problem);
      const { columns, paint, quiet } = context;
      const happened = paint.tone('warn', indented(summary, columns, '  ', '! '));
      return quiet ? happened : happened + indented(advice, columns, '  ');
    })
    .join('');
}
