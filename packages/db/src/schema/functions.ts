/** Functions that CHECK constraints use; they must exist before the tables' constraints. */
export const functions: readonly string[] = [
  // The rules of `git check-ref-format`.
  `
      CREATE FUNCTION is_branch_name(name TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE AS $$
        SELECT name ~ '^[^[:space:][:cntrl:]~^:?*[\\\\]+$'
          AND name !~ '\\.\\.|@\\{|//|^-|^/|[./]$|^@$'
          AND name !~ '(^|/)\\.'
          AND name !~ '\\.lock(/|$)'
      $$;
  `,
];
