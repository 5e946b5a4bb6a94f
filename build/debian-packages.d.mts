// build/: the types of debian-packages.mjs.
export declare const DEBIAN_PACKAGES: Readonly<
  Record<
    'thunderbird' | 'postfix' | 'dovecot' | 'openssl' | 'bash' | 'zsh' | 'fish' | 'wine',
    readonly string[]
  >
>;
