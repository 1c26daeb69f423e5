/** A dialog's <header> lies outside the page's landmarks and would count as a second banner. */
export const dialogAttributes = { header: { role: 'presentation' } };
