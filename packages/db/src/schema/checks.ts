/**
 * CHECK constraints by table and name: the rules that hold whatever a program writes. Sequelize cannot say them; its
 * validators run in the program.
 */
export const checks: Record<string, Record<string, string>> = {
  users: {
    users_username_check: "username ~ '^[a-z0-9]([a-z0-9-]{0,37}[a-z0-9])$'",
    users_email_check: "email ~ '^[^[:space:]@]+@[^[:space:]@]+$'",
  },
  sessions: { sessions_token_hash_check: isSha256('token_hash') },
  access_tokens: {
    access_tokens_name_check: "name <> ''",
    access_tokens_token_hash_check: isSha256('token_hash'),
  },
  repositories: {
    repositories_name_check: "name ~ '^[A-Za-z0-9._-]{1,100}$' AND name NOT IN ('.', '..')",
    repositories_default_branch_check: 'is_branch_name(default_branch)',
  },
  collaborators: { collaborators_role_check: "role IN ('reader', 'writer', 'admin')" },
  audio_files: {
    audio_files_digest_check: isSha256('digest'),
    audio_files_pcm_digest_check: isSha256('pcm_digest'),
    audio_files_size_check: 'size > 0',
    audio_files_sample_rate_check: 'sample_rate > 0',
    audio_files_channels_check: 'channels > 0',
    audio_files_bit_depth_check: 'bit_depth > 0',
    audio_files_sample_format_check: "sample_format IN ('int', 'float')",
    audio_files_frames_check: 'frames > 0',
    audio_files_duration_check: "duration > 0 AND duration < 'Infinity'",
    audio_files_silence_head_frames_check: 'silence_head_frames BETWEEN 0 AND frames',
    audio_files_silence_tail_frames_check: 'silence_tail_frames BETWEEN 0 AND frames',
  },
  commits: {
    commits_bpm_check: 'bpm BETWEEN 20 AND 999',
    commits_key_signature_check: "key_signature ~ '^[A-G][#b]?m?$'",
    commits_generation_params_check: "jsonb_typeof(generation_params) = 'object'",
    commits_digest_check: isSha256('digest'),
    commits_generation_check: 'generation >= 0',
    commits_parents_check:
      'parent_commit_id <> id AND merge_parent_commit_id <> id AND merge_parent_commit_id <> parent_commit_id',
  },
  stems: {
    stems_stem_type_check: "stem_type IN ('drums', 'bass', 'vocals', 'melody', 'other')",
    stems_name_check: "name ~ '^[^[:cntrl:]]+$'",
    stems_position_check: 'position >= 0',
    stems_file_url_check: "file_url <> ''",
    stems_duration_check: "duration >= 0 AND duration < 'Infinity'",
    stems_file_size_check: 'file_size >= 0',
    stems_gain_db_check: 'gain_db BETWEEN -96 AND 24',
    stems_pan_check: 'pan BETWEEN -1 AND 1',
    stems_generation_params_check: "jsonb_typeof(generation_params) = 'object'",
  },
  audio_comparisons: { audio_comparisons_version_check: 'version > 0' },
  packs: { packs_digest_check: isSha256('digest'), packs_size_check: 'size > 0' },
  chunks: {
    chunks_digest_check: isSha256('digest'),
    chunks_size_check: 'size > 0',
    chunks_pack_offset_check: 'pack_offset >= 0',
    chunks_stored_size_check: 'stored_size > 0',
    chunks_version_check: 'version > 0',
  },
  audio_file_chunks: { audio_file_chunks_start_byte_check: 'start_byte >= 0' },
  staged_chunks: {
    staged_chunks_digest_check: isSha256('digest'),
    staged_chunks_size_check: 'size > 0',
    staged_chunks_bundle_digest_check: isSha256('bundle_digest'),
    staged_chunks_bundle_offset_check: 'bundle_offset >= 0',
  },
  tags: { tags_name_check: 'is_branch_name(name)' },
  branches: { branches_name_check: 'is_branch_name(name)' },
  branch_moves: {
    branch_moves_branch_name_check: 'is_branch_name(branch_name)',
    branch_moves_reason_check:
      "reason IN ('create', 'push', 'delete', 'reset', 'rename', 'merge', 'revert', 'cherry-pick', 'restore', 'fork')",
  },
};

function isSha256(column: string): string {
  return `${column} ~ '^[0-9a-f]{64}$'`;
}
