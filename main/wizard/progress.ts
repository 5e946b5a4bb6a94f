// main/wizard: the picture of a connection while it is being tested: what has ended stays, what has
// begun turns. Pure. May import: shared, the types of main/probe.
import type { PictureStep, PictureStepName } from '../../shared/contract.ts';
import { assertNever } from '../../shared/model/problem.ts';
import type { StepEvent } from '../probe/conversation.ts';
import { PLACE_OF, type Picture } from './picture.ts';

/**
 * The picture after one more step of a conversation has begun or ended. A host has several addresses,
 * each with a conversation of its own: the one that is furthest is shown. What failed goes on
 * turning until it is known what that means.
 */
export function withProgress(picture: Picture, event: Pick<StepEvent, 'step' | 'status'>): Picture {
  const name = PLACE_OF[event.step];
  switch (event.status) {
    case 'started':
      return withStatus(picture, name, 'checking');
    case 'failed':
      return picture;
    case 'done':
      return withDone(picture, event);
    default:
      return assertNever(event.status);
  }
}

function withDone(picture: Picture, { step }: Pick<StepEvent, 'step'>): Picture {
  switch (step) {
    case 'connect':
      return withStatus(picture, 'connect', 'done');
    case 'greeting':
      return withStatus(picture, 'greeting', 'done');
    case 'handshake':
      // The certificate came with it, and is looked at when all is said.
      return withStatus(withStatus(picture, 'encryption', 'done'), 'certificate', 'checking');
    case 'resolve':
    case 'capabilities':
    case 'starttls':
    case 'authentication':
    case 'goodbye':
      return picture;
    default:
      return assertNever(step);
  }
}

function withStatus(picture: Picture, name: PictureStepName, status: 'checking' | 'done'): Picture {
  const steps = picture.steps.map((step): PictureStep =>
    step.name === name && step.status !== 'done' ? { ...step, status } : step,
  );
  return { ...picture, steps };
}
