// Asks the service that this page came from.

/** What went wrong, in a sentence that can be shown. */
export class Problem extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function ask(path) {
  let response;
  try {
    response = await fetch(`/api/v1/${path}`, { headers: { Accept: 'application/json' } });
  } catch {
    throw new Problem('The measurement service does not answer.', 0);
  }
  if (response.ok) return response.json();
  const told = await response.json().catch(() => ({}));
  throw new Problem(told.detail ?? `The measurement service answered ${response.status}.`, response.status);
}

/** All scorecards, by name. */
export async function scorecards() {
  const all = [];
  let token = '';
  do {
    const page = await ask(`scorecards?pageSize=200${token && `&pageToken=${encodeURIComponent(token)}`}`);
    all.push(...page.scorecards);
    token = page.nextPageToken ?? '';
  } while (token);
  return all;
}

export const scorecard = (definition) => ask(`scorecards/${encodeURIComponent(definition)}`);

export const paths = (definition) => ask(`paths?definition=${encodeURIComponent(definition)}&variants=6&pairs=0`);

/** How far the figures are behind; null when journey-service cannot be asked. */
export const following = () => ask('following').catch((problem) => {
  if (problem.status === 503) return null;
  throw problem;
});
