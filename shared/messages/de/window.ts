export { window } from '../en/window.ts';
