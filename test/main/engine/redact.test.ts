import { describe, expect, it } from 'vitest';
import { redactText } from '../../../main/engine/redact.ts';

describe('a report', () => {
  it.each([
    ['/home/anna/.thunderbird/x', '~/.thunderbird/x'],
    ['/home/annabel/x', '/home/[user]/x'],
    ['/home/bert/.thunderbird/x', '/home/[user]/.thunderbird/x'],
    ['/Users/Bert Berg/Library', '/Users/[user]/Library'],
    ['C:\\Users\\bert\\AppData', 'C:\\Users\\[user]\\AppData'],
    ['C:\\Users\\Bert Berg\\AppData', 'C:\\Users\\[user]\\AppData'],
    ['busy (/home/bert): close it', 'busy (/home/[user]): close it'],
    ['anna.berg+x@example.org wrote', '[user]@example.org wrote'],
    ['müller@bücher.example', '[user]@bücher.example'],
    ['220 mail.example.org ESMTP Postfix', '220 mail.example.org ESMTP Postfix'],
    ['smtp://mail.example.org:465', 'smtp://mail.example.org:465'],
  ])('shows %s as %s', (text, shown) => {
    expect(redactText(text, '/home/anna')).toBe(shown);
  });
});
