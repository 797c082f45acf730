// Says what the files of a package are made of: node inspect.mjs <folders>
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import ts from "../../../../../contract-tests/typescript/node_modules/typescript/lib/typescript.js";

const folders = process.argv.slice(2);

function inspect(path) {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  const found = { errors: source.parseDiagnostics.map((one) => ts.flattenDiagnosticMessageText(one.messageText, " ")) };
  for (const kind of ["statements", "kinds", "calls", "names", "declared", "modules"]) found[kind] = [];
  for (const statement of source.statements) {
    found.statements.push(ts.SyntaxKind[statement.kind]);
    if (statement.moduleSpecifier) found.modules.push(statement.moduleSpecifier.text);
  }
  const visit = (node) => {
    found.kinds.push(ts.SyntaxKind[node.kind]);
    if (ts.isCallExpression(node)) found.calls.push(node.expression.getText(source));
    if (ts.isTypeReferenceNode(node)) found.names.push(node.typeName.getText(source));
    if (ts.isIdentifier(node) && path.endsWith(".js")) found.names.push(node.text);
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isFunctionDeclaration(node)) {
      found.declared.push(node.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const kind of ["kinds", "calls", "names"]) found[kind] = [...new Set(found[kind])].sort();
  return found;
}

const modules = (folder) => readdirSync(folder).filter((name) => /\.(js|ts)$/.test(name));
const inspected = (folder) => Object.fromEntries(modules(folder).map((name) => [name, inspect(join(folder, name))]));
console.log(JSON.stringify(folders.map(inspected)));
