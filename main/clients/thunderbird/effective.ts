// main/clients/thunderbird: the settings Thunderbird would connect with, absent, legacy and
// mistyped values included. May import: shared, this folder.
import type { Protocol, TlsMode } from '../../../shared/model/endpoint.ts';
import type { AuthMethod } from '../../../shared/model/server.ts';
import {
  AUTH_METHOD_OF,
  branchOf,
  DEFAULT_PORTS,
  PORT_NOT_SET,
  SOCKET_TYPES,
  type BranchNames,
} from './defaults.ts';
import type { Preferences } from './preferences.ts';

export interface EffectiveServer {
  readonly host: string;
  readonly port: number;
  /** True if no usable port is stored, and the mode decides. */
  readonly portIsDefault: boolean;
  /** The number as Thunderbird resolves it; 1 and numbers it never knew act as plain text. */
  readonly socketType: number;
  readonly tls: TlsMode;
  readonly auth: AuthMethod;
}

function hostOf(preferences: Preferences, protocol: Protocol, branch: BranchNames): string {
  const own = preferences.text(branch.host);
  // Only the incoming getters look at the default branch (getStringValue, GetCharValue).
  if (protocol === 'smtp') return own ?? '';
  return own ?? preferences.text(`${branch.fallback}hostname`) ?? '';
}

/**
 * Own branch; for incoming servers then the old isSecure flag, which a stored socketType of the
 * right type beats even when it is 0; then the default branch.
 */
function socketTypeOf(preferences: Preferences, protocol: Protocol, branch: BranchNames): number {
  const own = preferences.integer(branch.tls);
  if (own !== undefined) return own;
  if (protocol === 'smtp') return preferences.integer(`${branch.fallback}try_ssl`) ?? 0;
  if (preferences.flag(`${branch.own}isSecure`) === true) return 3;
  return preferences.integer(`${branch.fallback}socketType`) ?? 0;
}

/** SMTP has no default branch for the port; an incoming server's own 0 or -1 skips it. */
function storedPort(preferences: Preferences, protocol: Protocol, branch: BranchNames): number {
  const own = preferences.integer(branch.port);
  if (protocol === 'smtp') return own ?? 0;
  return own ?? preferences.integer(`${branch.fallback}port`) ?? 0;
}

/**
 * One server as Thunderbird 132 and later resolves it, without the one-time migrations of old
 * profiles. Sources: SmtpServer.sys.mjs, SmtpClient.sys.mjs, nsMsgIncomingServer.cpp,
 * MsgIncomingServer.sys.mjs.
 */
export function effectiveServer(
  preferences: Preferences,
  protocol: Protocol,
  key: string,
): EffectiveServer {
  const branch = branchOf(protocol, key);
  const socketType = socketTypeOf(preferences, protocol, branch);
  const stored = storedPort(preferences, protocol, branch);
  const portIsDefault = PORT_NOT_SET[protocol](stored);
  const defaults = DEFAULT_PORTS[protocol];
  const auth =
    preferences.integer(`${branch.own}authMethod`) ??
    preferences.integer(`${branch.fallback}authMethod`) ??
    3;
  return {
    host: hostOf(preferences, protocol, branch),
    port: portIsDefault ? (socketType === 3 ? defaults.implicit : defaults.other) : stored,
    portIsDefault,
    socketType,
    tls: SOCKET_TYPES.get(socketType) ?? 'none',
    auth: AUTH_METHOD_OF.get(auth) ?? 'unknown',
  };
}
