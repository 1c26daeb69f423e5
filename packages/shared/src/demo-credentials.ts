/** How anybody enters as the demo user, where a server has one. They are public: the sign-in page shows them. */
export const demoCredentials = { username: 'demo', password: 'play-it-again' } as const;
