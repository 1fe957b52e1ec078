// Pushes documents, a line of JSON each with its _id, from a PouchDB to a CouchDB,
// and prints {"pushed":N,"seconds":S} of the push alone.
//
//   node pouchpush.cjs FOLDER URL DOCUMENTS
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const PouchDB = require('pouchdb');

const kBatch = 500;

async function load(database, file) {
  let batch = [];
  for await (const line of readline.createInterface({input: fs.createReadStream(file)})) {
    batch.push(JSON.parse(line));
    if (batch.length === kBatch) {
      await database.bulkDocs(batch);
      batch = [];
    }
  }
  await database.bulkDocs(batch);
}

async function main() {
  const [folder, url, documents] = process.argv.slice(2);
  const local = new PouchDB(path.join(folder, 'local'));
  await load(local, documents);
  const began = process.hrtime.bigint();
  const done = await local.replicate.to(url, {batch_size: kBatch});
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  console.log(JSON.stringify({pushed: done.docs_written, seconds}));
  await local.close();
}

main().catch((fault) => {
  console.error(fault.message);
  process.exit(1);
});
