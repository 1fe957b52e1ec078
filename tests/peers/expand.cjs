// Expands a JSON-LD file with the outside processor and prints, as JSON, every
// IRI that it names: properties, types and ids. Nothing is fetched.
//
//   node expand.cjs FILE
'use strict';
const fs = require('fs');
const jsonld = require('jsonld');

const iris = {properties: new Set(), types: new Set(), ids: new Set()};

function collect(value) {
  if (Array.isArray(value)) {
    value.forEach(collect);
  } else if (value !== null && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) {
      if (name === '@type' && Array.isArray(inner)) inner.forEach((type) => iris.types.add(type));
      else if (name === '@type') iris.types.add(inner);
      else if (name === '@id') iris.ids.add(inner);
      else if (!name.startsWith('@')) iris.properties.add(name);
      if (!('@value' in value && value['@type'] === '@json')) collect(inner);
    }
  }
}

async function main() {
  const document = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
  const documentLoader = async (url) => {
    throw new Error('the file asks for another one: ' + url);
  };
  const expanded = await jsonld.expand(document, {documentLoader, safe: true});
  const quads = await jsonld.toRDF(document, {documentLoader, format: 'application/n-quads', safe: true});
  collect(expanded);
  process.stdout.write(JSON.stringify({
    nodes: expanded.length,
    quads: quads.split('\n').filter((line) => line !== '').length,
    properties: [...iris.properties].sort(),
    types: [...iris.types].sort(),
    ids: [...iris.ids].sort(),
  }));
}

main().catch((error) => {
  process.stderr.write(String(error.message) + ' ' + JSON.stringify(error.details || {}) + '\n');
  process.exit(1);
});
