// build/: the Debian packages whose programs the tests with real parts start; the test command
// installs them where it may. Plain data.

/** By the requirement's name in test/real/requirements.ts. */
export const DEBIAN_PACKAGES = {
  thunderbird: ['thunderbird'],
  postfix: ['postfix'],
  dovecot: ['dovecot-core', 'dovecot-imapd', 'dovecot-pop3d'],
  openssl: ['openssl'],
  bash: ['bash'],
  zsh: ['zsh'],
  fish: ['fish'],
  wine: ['wine64'],
};
