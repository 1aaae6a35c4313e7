/** Text that the bundler puts into main, so that a packaged app has it too. */
declare module '*.yaml?raw' {
  const text: string;
  export default text;
}

declare module '*.css?raw' {
  const text: string;
  export default text;
}
