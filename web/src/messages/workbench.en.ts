export const workbenchEn = {
  title: 'Workbench',
};
