export const classEn = {
  title: 'Classes',
};
