// test/real: a private Thunderbird made of links to the installed one, so that nothing of the
// system's own is touched. May import: node.
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** Where Debian's package puts it. */
export const INSTALLED_THUNDERBIRD = '/usr/lib/thunderbird';

const NAME = 'starttls-migrator-tests';
const JOBS = new URL('./thunderbird-jobs.cfg', import.meta.url);

/** Gecko finds its own folder by the real path of the program: these two must be files here. */
const COPIED_PROGRAMS = ['thunderbird', 'thunderbird-bin'];

/**
 * Default preferences of the private Thunderbird. Everything but loopback goes to a proxy that is
 * not there (Gecko never sends localhost and *.localhost to a proxy), so that no test can reach the
 * network, whatever a profile says. The rest is quiet: no updates, no telemetry, no first-run tabs.
 */
const PREFERENCES: Readonly<Record<string, string | number | boolean>> = {
  'general.config.filename': `${NAME}.cfg`,
  'general.config.obscure_value': 0,
  'general.config.sandbox_enabled': false,
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'network.proxy.socks': '127.0.0.1',
  'network.proxy.socks_port': 9,
  'network.proxy.socks_remote_dns': true,
  'network.trr.mode': 5,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'app.update.enabled': false,
  'app.update.auto': false,
  'extensions.update.enabled': false,
  'extensions.blocklist.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'services.settings.server': 'data:,',
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.unified': false,
  'toolkit.telemetry.server': 'data:,',
  'mail.inappnotifications.url': '',
  'mail.chat.enabled': false,
  'mail.provider.enabled': false,
  'mail.rights.version': 1,
  'mail.shell.checkDefaultClient': false,
  'mail.spotlight.firstRunDone': true,
  'mailnews.start_page.enabled': false,
};

export interface OverlayOptions {
  /** The `policies` object of a policies.json in the overlay's distribution/ folder. */
  readonly policies?: Readonly<Record<string, unknown>>;
  /**
   * Which host names are reachable, and where: the domain and all names below it, at one loopback
   * address. By default none but localhost and *.localhost, which Gecko takes for 127.0.0.1.
   */
  readonly world?: { readonly domain: string; readonly address: string };
  /** Autoconfig lines that run first, such as `lockPref("mail.smtpserver.smtp1.try_ssl", 3);` */
  readonly autoconfig?: string;
}

/**
 * Builds the overlay in an empty folder and returns the absolute path of its program.
 * Sources: facts of Thunderbird 153 (Debian): general.config.* is read from defaults/pref/*.js,
 * the .cfg from the program's folder, policies.json from distribution/.
 */
export function buildOverlay(folder: string, options: OverlayOptions): string {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(INSTALLED_THUNDERBIRD)) {
    const installed = path.join(INSTALLED_THUNDERBIRD, entry);
    const here = path.join(folder, entry);
    if (entry === 'defaults') cpSync(installed, here, { recursive: true, dereference: true });
    else if (COPIED_PROGRAMS.includes(entry)) copyFileSync(installed, here);
    else if (entry !== 'distribution') symlinkSync(installed, here);
  }
  const preferences = Object.entries({ ...PREFERENCES, ...worldPreferences(options) }).map(
    ([name, value]) => `pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(path.join(folder, 'defaults', 'pref', `${NAME}.js`), preferences.join(''));
  const firstLine = '// autoconfig of the tests; Thunderbird skips this line\n';
  writeFileSync(
    path.join(folder, `${NAME}.cfg`),
    `${firstLine}${options.autoconfig ?? ''}\n${readFileSync(JOBS, 'utf8')}`,
  );
  mkdirSync(path.join(folder, 'distribution'));
  writeFileSync(
    path.join(folder, 'distribution', 'policies.json'),
    JSON.stringify({ policies: { DisableTelemetry: true, ...options.policies } }, null, 2),
  );
  return path.join(folder, 'thunderbird-bin');
}

/** nsDNSService2.cpp: forceResolve replaces every name but localhost; nothing else gets so far. */
function worldPreferences({ world }: OverlayOptions): Readonly<Record<string, string>> {
  if (!world) return {};
  return {
    'network.dns.forceResolve': world.address,
    'network.proxy.no_proxies_on': `${world.domain}, .${world.domain}`,
  };
}
