// main/engine: the JSON document of a run, from the values of its stages. Pure.
// May import: all rooms but the faces.
import type {
  Document,
  DocumentChange,
  DocumentDiagnosis,
  DocumentEndpoint,
  DocumentError,
  DocumentFinding,
  DocumentProfile,
  DocumentServer,
} from '../../shared/model/document.ts';
import { SCHEMA_VERSION } from '../../shared/model/document.ts';
import { endpointKey } from '../../shared/model/endpoint.ts';
import type { Certificate, Observation } from '../../shared/model/observation.ts';
import type { Receipt } from '../../shared/model/plan.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { ConfiguredServer } from '../../shared/model/server.ts';
import { CONFIG_FINDINGS } from '../../shared/model/suggestion.ts';
import type { Catalogue } from '../../shared/messages/catalogue.ts';
import {
  describeDiagnosis,
  describeFinding,
  describeProblem,
  describeRemark,
} from '../../shared/messages/describe.ts';
import type { GivenConfig } from './lint.ts';
import type { Scan, ScannedProfile } from './scan.ts';
import type { Looked, Survey, Surveyed } from './survey.ts';

export interface DocumentParts {
  readonly tool: Document['tool'];
  readonly command: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly exitCode: number;
  readonly scan: Scan | null;
  readonly survey: Survey | null;
  readonly config: GivenConfig | null;
  readonly changes: readonly DocumentChange[];
  readonly receipts: readonly Receipt[];
  readonly problems: readonly Problem[];
}

/** All keys are always there; what a command did not do is an empty list. */
export function buildDocument(parts: DocumentParts, texts: Catalogue): Document {
  const { scan, survey } = parts;
  const looked = [...(survey?.looked.values() ?? [])];
  const index = new Map(looked.map(({ endpoint }, at) => [endpointKey(endpoint), at]));
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: parts.tool,
    command: parts.command,
    startedAt: parts.startedAt.toISOString(),
    finishedAt: parts.finishedAt.toISOString(),
    exitCode: parts.exitCode,
    profiles: (scan?.profiles ?? []).map(profileOf),
    servers: (scan?.profiles ?? []).flatMap(({ servers }) => servers.map(serverOf)),
    endpoints: looked.map(endpointOf),
    diagnoses: (survey?.results ?? []).map((one) => diagnosisOf(one, index, texts)),
    changes: parts.changes,
    receipts: parts.receipts,
    findings: parts.config ? findingsOf(parts.config, texts) : [],
    errors: parts.problems.map((problem) => errorOf(problem, texts)),
  };
}

function profileOf({ profile, running }: ScannedProfile): DocumentProfile {
  return { ...profile, running: running.state !== 'closed' };
}

function serverOf(server: ConfiguredServer): DocumentServer {
  const { id, profile, client, notes } = server;
  const base = { id, profile, client, notes };
  if (server.kind === 'other') {
    return {
      ...base,
      protocol: server.type,
      host: null,
      port: null,
      portIsDefault: false,
      tls: null,
      auth: null,
      identities: 0,
      editable: false,
      lockedBy: null,
    };
  }
  const { protocol, host, port, portIsDefault, tls, auth, identities, editable, lockedBy } = server;
  return {
    ...base,
    protocol,
    host,
    port,
    portIsDefault,
    tls,
    auth,
    identities,
    editable,
    lockedBy,
  };
}

function endpointOf({ endpoint, attempts, injection }: Looked): DocumentEndpoint {
  const last = attempts.at(-1) ?? [];
  const best = last.find(({ failure }) => failure === null) ?? last[0];
  const leaf = best?.tls?.chain[0];
  const { protocol, host, port, tls } = endpoint;
  return {
    protocol,
    host,
    port,
    tls,
    status: statusOf(last.find(({ failure }) => failure !== null) ?? best),
    addresses: last.flatMap((one) =>
      one.address === null ? [] : [{ address: one.address, status: statusOf(one), ms: one.ms }],
    ),
    certificate: leaf ? withoutDer(leaf) : null,
    tlsVersion: best?.tls?.version ?? null,
    authMechanisms: best?.authAfterTls ?? [],
    evidence: attempts.flatMap((observations, at) =>
      observations.map((observation) => evidenceOf(observation, at + 1)),
    ),
    injection: injection.map(({ address, result, trace }) => ({ address, result, trace })),
    ms: Math.max(0, ...attempts.flat().map(({ ms }) => ms)),
  };
}

function statusOf(observation: Observation | undefined): string {
  return observation?.failure?.kind ?? 'ok';
}

function evidenceOf(
  { endpoint, tls, ...rest }: Observation,
  attempt: number,
): DocumentEndpoint['evidence'][number] {
  return {
    attempt,
    ...rest,
    tls: tls && {
      ...tls,
      chain: tls.chain.map(withoutDer),
      fetchedIssuers: tls.fetchedIssuers.map(withoutDer),
    },
  };
}

function withoutDer({ der, ...certificate }: Certificate): Omit<Certificate, 'der'> {
  return certificate;
}

function diagnosisOf(
  { verdict: { diagnosis }, suggestions }: Surveyed,
  index: ReadonlyMap<string, number>,
  texts: Catalogue,
): DocumentDiagnosis {
  return {
    server: diagnosis.server,
    code: diagnosis.code,
    ...describeDiagnosis(texts, diagnosis),
    remarks: diagnosis.remarks.map((remark) => ({
      code: remark.code,
      ...describeRemark(texts, remark),
    })),
    evidence: diagnosis.evidence.flatMap((endpoint) => index.get(endpointKey(endpoint)) ?? []),
    suggestions,
  };
}

function findingsOf({ where, reading }: GivenConfig, texts: Catalogue): readonly DocumentFinding[] {
  return reading.findings.map((finding) => ({
    code: finding.code,
    weight: CONFIG_FINDINGS[finding.code].weight,
    where,
    place: finding.place,
    ...describeFinding(texts, finding),
  }));
}

function errorOf(problem: Problem, texts: Catalogue): DocumentError {
  const { summary, advice } = describeProblem(texts, problem);
  return { code: problem.code, message: `${summary} ${advice}`, where: problem.where };
}
