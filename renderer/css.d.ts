// renderer: a style sheet that a page imports ends up in index.css.
declare module '*.css';
