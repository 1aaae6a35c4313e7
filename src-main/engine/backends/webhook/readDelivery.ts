import type { IncomingHttpHeaders } from 'node:http';
import type { Delivery } from './delivery';
import { readGithub } from './readGithub';
import { readGitlab } from './readGitlab';
import { readGrafana } from './readGrafana';
import { readOwn } from './readOwn';

export interface Posted {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly json: unknown;
}

/** Whoever sent it: GitHub and GitLab say so in a header, what writes Grafana annotations by their path; everybody else in our own words. */
export function readDelivery({ path, headers, json }: Posted, environment: string | undefined): Delivery {
  const github = headers['x-github-event'];
  if (typeof github === 'string') return readGithub(github, json, environment);
  if (headers['x-gitlab-event'] !== undefined) return readGitlab(json, environment);
  if (path === '/api/annotations') return readGrafana(json);
  return readOwn(json);
}
