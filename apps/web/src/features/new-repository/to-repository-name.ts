/** A song's title as the name of a repository: `Blue Hour (demo)` becomes `Blue-Hour-demo`. */
export function toRepositoryName(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .trim()
    .replaceAll(/[\s/\\&+,;:()[\]{}'"’!?]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^-|-$/g, '');
}
