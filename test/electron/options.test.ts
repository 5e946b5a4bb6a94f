import { describe, expect, it } from 'vitest';
import { administratorsPolicy, optionsFrom } from '../../main/electron/options.ts';

describe('what the app is started with', () => {
  it('is this computer, unless something else is said', () => {
    expect(optionsFrom(['/app/electron', '/app'])).toEqual({
      demo: false,
      world: { root: null, state: null, ca: [], resolve: [], timeoutMs: null },
      policy: null,
    });
  });

  it('is read among the switches of Chromium', () => {
    const argv = [
      'electron',
      '--inspect=0',
      '--disable-gpu',
      'app',
      '--demo',
      '--policy',
      '/p.json',
    ];
    expect(optionsFrom(argv)).toMatchObject({ demo: true, policy: '/p.json' });
  });

  it('has the words of the command line', () => {
    const resolve = ['--resolve', 'a.example:25:127.0.0.1', '--resolve=b.example:25:::1'];
    const rest = ['--root', '/r', '--state', '/s', '--ca', 'x', '--ca', 'y', '--timeout', '2'];
    expect(optionsFrom([...resolve, ...rest]).world).toEqual({
      root: '/r',
      state: '/s',
      ca: ['x', 'y'],
      resolve: [
        { host: 'a.example', port: 25, address: '127.0.0.1' },
        { host: 'b.example', port: 25, address: '::1' },
      ],
      timeoutMs: 2000,
    });
  });

  it('is refused where it makes no sense', () => {
    expect(() => optionsFrom(['--resolve', 'x'])).toThrow('--resolve takes host:port:address');
    expect(() => optionsFrom(['--timeout', '-1'])).toThrow('--timeout takes seconds');
  });

  it('has a policy only where no ordinary user may write', () => {
    expect(administratorsPolicy('linux')).toBe('/etc/starttls-migrator/policy.json');
    expect(administratorsPolicy('win32')).toBeNull();
  });
});
