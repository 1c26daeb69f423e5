/** The one account whose password is for everybody. The seeder of the demo is told the same. */
export const demoUser = { username: 'demo', password: 'listen-to-beatflow' } as const;
