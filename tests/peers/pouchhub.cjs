// A CouchDB by express-pouchdb, to push against. Prints the port that it listens on.
//
//   node pouchhub.cjs FOLDER
'use strict';
const path = require('path');
const express = require('express');
const folder = process.argv[2];
const PouchDB = require('pouchdb').defaults({prefix: folder + path.sep});
const hub = require('express-pouchdb')(PouchDB, {
  mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: path.join(folder, 'log.txt'),
});

const app = express();
app.use('/', hub);
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
