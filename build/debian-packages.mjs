// build/: the Debian packages whose programs the tests with real parts start; the test command
// installs them where it may. Plain data.

/** To be installed; by the requirement's name in test/real/requirements.ts. */
export const DEBIAN_PACKAGES = {
  thunderbird: ['thunderbird'],
  postfix: ['postfix'],
  dovecot: ['dovecot-core', 'dovecot-imapd', 'dovecot-pop3d'],
  // The libraries of Exim, which itself is one of the unpacked packages.
  exim: [
    'libdb5.3',
    'libgnutls-dane0',
    'libgnutls30',
    'libidn12',
    'libidn2-0',
    'libnsl2',
    'libpcre2-8-0',
  ],
  stunnel: ['stunnel4'],
  haproxy: ['haproxy'],
  openssl: ['openssl'],
  bash: ['bash'],
  zsh: ['zsh'],
  fish: ['fish'],
  wine: ['wine64'],
  namespaces: ['iproute2'],
  // Every library that Electron is linked with comes with these.
  electron: ['libasound2', 'libgbm1', 'libgtk-3-0', 'libnss3'],
  xvfb: ['xvfb', 'util-linux'],
  chromium: ['chromium'],
};

/**
 * To be unpacked below node_modules/.cache and not installed: Debian has one mail server a system
 * (they all provide mail-transport-agent), and the tests have two.
 */
export const UNPACKED_PACKAGES = {
  exim: ['exim4-daemon-light'],
};
