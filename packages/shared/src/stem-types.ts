/** The five kinds of stem. A file of its own: pages read it before they need any schema. */
export const stemTypes = ['drums', 'bass', 'vocals', 'melody', 'other'] as const;
