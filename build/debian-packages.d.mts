// build/: the types of debian-packages.mjs.
type Packages<Requirement extends string> = Readonly<Record<Requirement, readonly string[]>>;

export declare const DEBIAN_PACKAGES: Packages<
  | 'thunderbird'
  | 'postfix'
  | 'dovecot'
  | 'exim'
  | 'stunnel'
  | 'haproxy'
  | 'openssl'
  | 'bash'
  | 'zsh'
  | 'fish'
  | 'wine'
  | 'namespaces'
  | 'electron'
  | 'xvfb'
  | 'chromium'
>;

export declare const UNPACKED_PACKAGES: Packages<'exim'>;
