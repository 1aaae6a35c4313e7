/** `prepublishOnly`: the console is an application, and its npm package would be a source tree without a runtime. */
process.stderr.write('Highnoon is not published to npm; "npm run package" makes what users install.\n');
process.exitCode = 1;
