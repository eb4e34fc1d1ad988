export const tableEn = {
  title: 'Tables',
};
