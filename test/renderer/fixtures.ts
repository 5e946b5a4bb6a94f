// test/renderer: small builders of what the main process says, and the story the pages are drawn with.
import {
  PICTURE_STEPS,
  type AccountView,
  type AccountsView,
  type ChangeView,
  type CheckView,
  type ConnectionView,
  type EvidenceView,
  type PictureFact,
  type PictureStep,
  type PictureStepName,
  type ProgramState,
  type ResultView,
  type ReviewView,
  type ServerView,
  type Welcome,
} from '../../shared/contract.ts';
import type { Diagnosis, DiagnosisCode } from '../../shared/model/diagnosis.ts';
import type { Endpoint } from '../../shared/model/endpoint.ts';

export const WELCOME: Welcome = {
  language: 'en',
  version: '1.0.0',
  isDemo: false,
  organisation: { name: 'Example University', contact: 'Help desk 555-0142' },
  goals: ['cannot-send', 'asked-to', 'just-check'],
  mayChooseFolder: true,
  undoable: 2,
};

export function endpointOf(
  host: string,
  port: number,
  tls: Endpoint['tls'] = 'starttls',
): Endpoint {
  const protocol = [993, 143].includes(port) ? 'imap' : [995, 110].includes(port) ? 'pop3' : 'smtp';
  return { protocol, host, port, tls };
}

let lastId = 0;
const nextId = (kind: string): string => `${kind}-${String((lastId += 1))}`;

export function serverOf(endpoint: Endpoint, changes: Partial<ServerView> = {}): ServerView {
  return {
    id: nextId('server'),
    client: 'thunderbird',
    protocol: endpoint.protocol,
    type: null,
    host: endpoint.host,
    port: endpoint.port,
    tls: endpoint.tls,
    lock: null,
    notes: [],
    ...changes,
  };
}

export function accountOf(
  title: string,
  servers: readonly ServerView[],
  changes: Partial<AccountView> = {},
): AccountView {
  return {
    id: nextId('account'),
    title,
    client: 'thunderbird',
    profile: 'default-release',
    servers,
    state: 'open',
    chosen: true,
    ...changes,
  };
}

export function diagnosisOf(
  endpoint: Endpoint,
  code: DiagnosisCode,
  changes: Partial<Diagnosis> = {},
): Diagnosis {
  return {
    server: null,
    endpoint,
    code,
    evidence: [endpoint],
    remedy: null,
    facts: {
      host: endpoint.host,
      port: endpoint.port,
      seenPort: endpoint.port,
      certificateUntil: '2026-11-21',
      ...(changes.remedy ? { remedyPort: changes.remedy.port } : {}),
    },
    remarks: [],
    ...changes,
  };
}

const FACTS: Readonly<Record<PictureStepName, PictureFact>> = {
  connect: { kind: 'milliseconds', value: 38.2 },
  greeting: { kind: 'greeted' },
  encryption: { kind: 'tls', version: 'TLSv1.3' },
  certificate: { kind: 'valid-until', day: '2027-05-04' },
  authentication: { kind: 'methods', count: 3 },
};

/** `done` up to a step, which then has its own status and fact. */
export function stepsUpTo(
  last: PictureStepName | null,
  status: PictureStep['status'],
  fact: PictureFact | null,
  after: PictureStep['status'] = 'not-reached',
): readonly PictureStep[] {
  const place = last === null ? -1 : PICTURE_STEPS.indexOf(last);
  return PICTURE_STEPS.map((name, index) => {
    if (index < place) return { name, status: 'done', fact: FACTS[name] };
    if (index === place) return { name, status, fact };
    return { name, status: after, fact: null };
  });
}

export function connectionOf(
  endpoint: Endpoint,
  changes: Partial<ConnectionView> = {},
): ConnectionView {
  return {
    id: nextId('connection'),
    endpoint,
    tls: endpoint.tls,
    client: 'thunderbird',
    accounts: 1,
    state: 'healthy',
    steps: stepsUpTo('authentication', 'done', FACTS.authentication),
    encryptedFrom: endpoint.tls === 'implicit' ? 'greeting' : 'encryption',
    brokenAt: null,
    diagnosis: diagnosisOf(endpoint, 'healthy'),
    remarks: [],
    suggestions: [],
    evidence: [],
    ...changes,
  };
}

export function checkingOf(endpoint: Endpoint, at: PictureStepName | null): ConnectionView {
  return connectionOf(endpoint, {
    state: at === null ? 'waiting' : 'checking',
    steps: stepsUpTo(at, 'checking', null, 'waiting'),
    encryptedFrom: null,
    diagnosis: null,
  });
}

export const IMAP = endpointOf('imap.example.org', 993, 'implicit');
export const MAIL = endpointOf('mail.example.org', 465, 'implicit');
export const MAIL_AFTER = endpointOf('mail.example.org', 587);
export const RELAY = endpointOf('relay.example.org', 587);
export const CHOIR = endpointOf('smtp.choir.example.net', 587);

const LOCK = {
  code: 'policy',
  file: '/etc/thunderbird/policies/policies.json',
  key: 'mail.smtpserver',
  line: null,
} as const;

export const ACCOUNTS: AccountsView = {
  accounts: [
    accountOf('anna.berger@uni.example.org', [serverOf(MAIL), serverOf(IMAP)]),
    accountOf('library-desk@uni.example.org', [serverOf(RELAY, { lock: LOCK })], {
      state: 'locked',
    }),
    accountOf('anna.berger@choir.example.net', [serverOf(CHOIR)], { profile: 'choir' }),
    accountOf(
      'a.berger@hospital.example.com',
      [serverOf(MAIL, { protocol: null, type: 'ews', port: null, tls: null })],
      { profile: 'choir', state: 'left-alone', chosen: false },
    ),
  ],
  places: [
    { path: '~/.thunderbird', found: true },
    { path: '~/snap/thunderbird/common/.thunderbird', found: false },
    { path: '~/.var/app/org.mozilla.Thunderbird/.thunderbird', found: false },
    { path: '~/.mozilla-thunderbird', found: false },
    { path: '/etc/thunderbird/policies', found: true },
  ],
  programs: [
    { client: 'thunderbird', profile: 'default-release', state: 'running' },
    { client: 'thunderbird', profile: 'choir', state: 'closed' },
  ],
  problems: [],
};

const EVIDENCE: readonly EvidenceView[] = [
  {
    endpoint: MAIL,
    address: '192.0.2.25',
    attempt: 1,
    failure: 'plaintext-instead-of-tls',
    failedStep: 'handshake',
    trace: [
      { ms: 41, secure: false, direction: 'event', event: 'connected' },
      { ms: 41.2, secure: false, direction: 'event', event: 'tls-begun' },
      { ms: 82, secure: false, direction: 'received', text: '220 mail.example.org ESMTP' },
      { ms: 83, secure: false, direction: 'event', event: 'closed' },
    ],
  },
  {
    endpoint: MAIL_AFTER,
    address: '192.0.2.25',
    attempt: 1,
    failure: null,
    failedStep: null,
    trace: [
      { ms: 40, secure: false, direction: 'received', text: '220 mail.example.org ESMTP' },
      { ms: 41, secure: false, direction: 'sent', text: 'STARTTLS' },
      { ms: 80, secure: false, direction: 'received', text: '220 Go ahead' },
      { ms: 122, secure: true, direction: 'event', event: 'tls-established' },
      { ms: 123, secure: true, direction: 'sent', text: 'EHLO [127.0.0.1]' },
      { ms: 163, secure: true, direction: 'received', text: '250 AUTH PLAIN LOGIN' },
    ],
  },
];

export const HEALTHY_IMAP = connectionOf(IMAP);
export const BROKEN_MAIL = connectionOf(MAIL, {
  accounts: 2,
  state: 'broken',
  steps: stepsUpTo('encryption', 'broken', {
    kind: 'failure',
    failure: 'plaintext-instead-of-tls',
  }).map((step) =>
    step.name === 'greeting'
      ? { name: 'greeting', status: 'unexpected', fact: { kind: 'plain-text' } }
      : step,
  ),
  encryptedFrom: null,
  brokenAt: 'encryption',
  diagnosis: diagnosisOf(MAIL, 'needs-starttls', { remedy: MAIL_AFTER }),
  evidence: EVIDENCE,
});
export const CHECKING_RELAY = checkingOf(RELAY, 'encryption');
export const HEALTHY_RELAY = { ...connectionOf(RELAY), id: CHECKING_RELAY.id };
export const EXPIRED_CHOIR = connectionOf(CHOIR, {
  state: 'broken',
  steps: stepsUpTo('certificate', 'broken', { kind: 'expired', day: '2026-11-21' }),
  brokenAt: 'certificate',
  diagnosis: diagnosisOf(CHOIR, 'certificate-expired'),
  evidence: EVIDENCE.map((one) => ({ ...one, endpoint: CHOIR })),
});

export const CHECK: CheckView = {
  connections: [HEALTHY_IMAP, BROKEN_MAIL, HEALTHY_RELAY],
  wasStopped: false,
  changes: 2,
  problems: [],
};

export function changeOf(changes: Partial<ChangeView> = {}): ChangeView {
  return {
    id: nextId('change'),
    server: serverOf(MAIL),
    accounts: ['anna.berger@uni.example.org'],
    from: { port: 465, tls: 'implicit' },
    to: { port: 587, tls: 'starttls' },
    diagnosis: diagnosisOf(MAIL, 'needs-starttls', { remedy: MAIL_AFTER }),
    optional: false,
    lock: null,
    ...changes,
  };
}

export const RUNNING: readonly ProgramState[] = ACCOUNTS.programs;
export const CLOSED: readonly ProgramState[] = RUNNING.map((one) => ({ ...one, state: 'closed' }));

export const CHANGES = [changeOf(), changeOf({ accounts: ['a.berger@uni.example.org'] })] as const;

export const REVIEW: ReviewView = {
  changes: CHANGES,
  others: [],
  backup: '~/.local/state/starttls-migrator/backups/2026-11-24',
  programs: RUNNING,
};

export const RESULT: ResultView = {
  changed: CHANGES,
  notChanged: [
    {
      server: serverOf(IMAP),
      reason: { kind: 'verdict', diagnosis: diagnosisOf(IMAP, 'healthy') },
    },
    { server: serverOf(RELAY), reason: { kind: 'locked', lock: LOCK } },
  ],
  connections: [connectionOf(MAIL_AFTER)],
  run: 'run-1',
  problems: [],
};
