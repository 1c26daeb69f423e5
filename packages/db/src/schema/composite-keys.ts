/**
 * Foreign keys that also hold the repository: what a commit, a branch or a move names is of the same repository.
 * `SET NULL (column)` clears the reference alone; the repository stays.
 */
export const compositeKeys: readonly string[] = [
  referToCommit('commits', 'parent_commit_id', 'SET NULL (parent_commit_id)'),
  referToCommit('commits', 'merge_parent_commit_id', 'SET NULL (merge_parent_commit_id)'),
  referToCommit('branches', 'head_commit_id', 'NO ACTION'),
  referToCommit('tags', 'commit_id', 'NO ACTION'),
  referToCommit('branch_moves', 'from_commit_id', 'SET NULL (from_commit_id)'),
  referToCommit('branch_moves', 'to_commit_id', 'SET NULL (to_commit_id)'),
];

function referToCommit(table: string, column: string, onDelete: string): string {
  return `ALTER TABLE ${table} ADD CONSTRAINT ${table}_${column}_fkey FOREIGN KEY (repo_id, ${column}) REFERENCES commits (repo_id, id) ON DELETE ${onDelete};`;
}
