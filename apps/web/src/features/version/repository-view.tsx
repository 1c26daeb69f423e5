/** The newest version of a repository's default branch. */
export function RepositoryView({ owner, name }: { owner: string; name: string }) {
  return (
    <h1>
      {owner}/{name}
    </h1>
  );
}
