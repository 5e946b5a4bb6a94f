import { describe, expect, it } from 'vitest';
import { failedPage, stoppedPage } from '../../main/electron/notice.ts';
import { failureReport } from '../../main/electron/report.ts';
import { LANGUAGES } from '../../shared/messages/languages.ts';
import { ProblemError } from '../../shared/model/problem.ts';

describe.each(LANGUAGES)('the notices in %s', (language) => {
  it('are whole pages in that language, without a script', () => {
    for (const html of [stoppedPage(language), failedPage(language, 'report')]) {
      expect(html).toMatch(new RegExp(`^<!doctype html>\n<html lang="${language}">`));
      expect(html.match(/<h1>/g)).toHaveLength(1);
      expect(html).not.toMatch(/<script|style=|\son\w+=|undefined|\{\w+\}/);
    }
  });

  it('lead back to the first page only from the one that can', () => {
    expect(stoppedPage(language)).toContain('href="app://wizard/index.html"');
    expect(failedPage(language, '')).not.toContain('<a ');
  });
});

describe('a report', () => {
  const surroundings = {
    version: '1.2.3',
    versions: { electron: '45.4.1', chrome: '156.0', node: '24.1' },
    system: 'Linux 6.1 x64',
    home: '/home/anna',
    now: new Date('2026-11-24T10:00:00Z'),
  };

  it('says what failed and where, and nothing personal', () => {
    const failure = new Error('anna@example.org: /home/anna/x and /home/bert/y');
    const [first, when, where, what] = failureReport(failure, surroundings).split('\n');
    expect(first).toBe('STARTTLS Migrator 1.2.3: internal');
    expect(when).toBe('2026-11-24T10:00:00.000Z');
    expect(where).toBe('Linux 6.1 x64; Electron 45.4.1, Chromium 156.0, Node 24.1');
    expect(what).toBe('Error: [user]@example.org: ~/x and /home/[user]/y');
  });

  it('has the code of a problem', () => {
    const failure = new ProblemError({ code: 'ca-unreadable', where: '/x.pem', facts: {} });
    expect(failureReport(failure, surroundings)).toContain('1.2.3: ca-unreadable\n');
  });

  it('is text on the page, whatever is in it', () => {
    const html = failedPage('en', '</pre><script>alert("1")</script>&amp;');
    expect(html).toContain(
      '&lt;/pre&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;',
    );
  });
});
