import { z } from 'zod';
import type { Delivery } from './delivery';
import { labelsOf, looseMomentSchema, refusalOf } from './fields';

/** Of GitHub's webhook `deployment_status` (docs.github.com/webhooks/webhook-events-and-payloads), what a room wants to know. */
const statusSchema = z.object({
  deployment_status: z.object({ state: z.string(), environment: z.string().nullish(), created_at: looseMomentSchema }),
  deployment: z.object({
    id: z.number().int(),
    ref: z.string().nullish(),
    sha: z.string().nullish(),
    environment: z.string().nullish(),
  }),
  repository: z.object({ name: z.string().min(1), full_name: z.string().min(1) }),
});

/** It takes effect from the first of these on; the later ones are the same deployment. */
const effective = new Set(['in_progress', 'success', 'failure', 'error']);

export function readGithub(event: string, json: unknown, wanted: string | undefined): Delivery {
  if (event !== 'deployment_status') return { ignored: `of GitHub's events only deployment_status is read, not ${event}` };
  const parsed = statusSchema.safeParse(json);
  if (!parsed.success) return { refusal: refusalOf(parsed.error) };
  const { deployment_status: status, deployment, repository } = parsed.data;
  const environment = status.environment ?? deployment.environment ?? '';
  if (!effective.has(status.state)) return { ignored: `a deployment that is ${status.state} changes nothing` };
  if (wanted !== undefined && environment !== wanted)
    return { ignored: `deployments to ${wanted} are read, not to ${environment}` };
  const version = deployment.ref ?? deployment.sha?.slice(0, 8) ?? '';
  return {
    events: [
      {
        id: `github ${repository.full_name} ${deployment.id}`,
        at: status.created_at,
        kind: 'release',
        title: { zh: `${repository.name} 发布 ${version}`.trim(), en: `${repository.name} released ${version}`.trim() },
        target: repository.name,
        ...{ traffic: 'real', until: null },
        labels: labelsOf({ environment, version, sha: deployment.sha, state: status.state }),
      },
    ],
  };
}
