import { describe, expect, it } from 'vitest';
import { DEBIAN_PACKAGES, UNPACKED_PACKAGES } from '../../build/debian-packages.mjs';
import {
  REQUIREMENTS,
  requirement,
  verdict,
  type Presence,
  type Requirement,
} from '../real/requirements.ts';

const without =
  (...missing: readonly Requirement[]) =>
  (name: Requirement): Presence => ({
    present: !missing.includes(name),
    reason: missing.includes(name) ? `no ${name}` : '',
    debianPackages: name === 'root' ? [] : [name],
  });

describe('a test with real parts', () => {
  it('runs when everything is there', () => {
    expect(verdict(['postfix', 'root'], without('dovecot'), true)).toEqual({
      verdict: 'run',
      reason: '',
    });
  });

  it('is skipped with the reason and the package when something is missing', () => {
    expect(verdict(['postfix', 'dovecot', 'root'], without('dovecot', 'root'), false)).toEqual({
      verdict: 'skip',
      reason: 'no dovecot (Debian: dovecot), no root',
    });
  });

  it('fails instead where all parts are required', () => {
    expect(verdict(['thunderbird'], without('thunderbird'), true).verdict).toBe('fail');
  });

  it.each(REQUIREMENTS)('says of %s that it is there, or why not', (name) => {
    const { present, reason, debianPackages } = requirement(name);
    expect(reason === '').toBe(present);
    expect(debianPackages).toEqual([
      ...(name === 'root' ? [] : DEBIAN_PACKAGES[name]),
      ...(name === 'exim' ? UNPACKED_PACKAGES.exim : []),
    ]);
  });
});
