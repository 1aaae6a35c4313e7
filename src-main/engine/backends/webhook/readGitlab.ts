import { z } from 'zod';
import type { Delivery } from './delivery';
import { labelsOf, looseMomentSchema, refusalOf } from './fields';

/** Of GitLab's deployment events (docs.gitlab.com, webhook events), what a room wants to know. */
const deploymentSchema = z.object({
  object_kind: z.string(),
  status: z.string(),
  status_changed_at: looseMomentSchema.default(null),
  deployment_id: z.number().int(),
  environment: z.string().nullish(),
  environment_tier: z.string().nullish(),
  project: z.object({ name: z.string().min(1), path_with_namespace: z.string().min(1) }),
  short_sha: z.string().nullish(),
  ref: z.string().nullish(),
});

/** It takes effect from the first of these on; the later ones are the same deployment. */
const effective = new Set(['running', 'success', 'failed', 'canceled']);

export function readGitlab(json: unknown, wanted: string | undefined): Delivery {
  const kind = z.object({ object_kind: z.string() }).safeParse(json);
  if (kind.success && kind.data.object_kind !== 'deployment')
    return { ignored: `of GitLab's events only deployments are read, not ${kind.data.object_kind}` };
  const parsed = deploymentSchema.safeParse(json);
  if (!parsed.success) return { refusal: refusalOf(parsed.error) };
  const {
    status,
    status_changed_at: at,
    deployment_id: id,
    environment,
    environment_tier: tier,
    project,
    short_sha: sha,
    ref,
  } = parsed.data;
  if (!effective.has(status)) return { ignored: `a deployment that is ${status} changes nothing` };
  if (wanted !== undefined && environment !== wanted && tier !== wanted)
    return { ignored: `deployments to ${wanted} are read, not to ${environment ?? 'none'}` };
  const version = ref ?? sha ?? '';
  return {
    events: [
      {
        id: `gitlab ${project.path_with_namespace} ${id}`,
        at,
        kind: 'release',
        title: { zh: `${project.name} 发布 ${version}`.trim(), en: `${project.name} released ${version}`.trim() },
        target: project.name,
        ...{ traffic: 'real', until: null },
        labels: labelsOf({ environment, version, sha, state: status }),
      },
    ],
  };
}
