/** Runes everywhere; styles of components go to files, for the pages allow no style elements. */
export default {
  compilerOptions: {
    runes: true,
    css: 'external',
    // On a phone the rows and cells of our tables are laid out as blocks, and browsers then take their roles away: written
    // out, they stay. That is not redundant.
    warningFilter: (warning) => warning.code !== 'a11y_no_redundant_roles',
  },
};
