import { branchName } from '@beatflow/shared';

/** A name for a branch that does not exist yet: after the message when there is one, else after the branch it leaves. */
export function suggestBranch(message: string, branch: string, taken: readonly string[]): string {
  const slug = message
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .split('-')
    .filter(Boolean)
    .slice(0, 5)
    .join('-')
    .slice(0, 60);
  const wanted = slug !== '' && branchName.safeParse(slug).success ? slug : `${branch}-alternative`;
  const names = new Set(taken.map((name) => name.toLowerCase()));
  let name = wanted;
  for (let number = 2; names.has(name.toLowerCase()); number++) name = `${wanted}-${number}`;
  return name;
}
