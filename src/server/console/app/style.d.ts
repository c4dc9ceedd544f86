/** A style sheet that a module imports. The bundler puts all of them into one file. */
declare module "*.css";
