/** Runes everywhere; styles of components go to files, for the pages allow no style elements. */
export default {
  compilerOptions: { runes: true, css: 'external' },
};
